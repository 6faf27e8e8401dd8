package dev.parley.protocol.payload;

import java.util.Arrays;

/** Knows which temporal layers can be decoded after some of their pictures were passed over (RFC 7741, section 4.2). */
final class Vp8TemporalLayers {
    private static final int LAYERS = 4;

    private final boolean[] whole = new boolean[LAYERS];
    private int baseIndex = -1;

    /** Whether a picture with nothing missing directly before it can be decoded; the base layer always can. */
    boolean usable(int temporalId, boolean layerSync) {
        if (layerSync) {
            return true;
        }
        for (int layer = 1; layer <= temporalId; layer++) {
            if (!whole[layer]) {
                return false;
            }
        }
        return true;
    }

    /** Whether no picture of the base layer is missing between the last one decoded and this one, which needs no other. */
    boolean followsBase(Vp8Packet packet) {
        if (baseIndex < 0 || packet.tl0PicIdx < 0) {
            return false;
        }
        return packet.temporalId > 0
                ? packet.layerSync && packet.tl0PicIdx == baseIndex
                : packet.temporalId == 0 && packet.tl0PicIdx == ((baseIndex + 1) & 0xff);
    }

    /**
     * A picture is decoded.
     *
     * @param first its first packet
     * @param jumped whether others before it were passed over
     */
    void took(Vp8Packet first, boolean jumped) {
        if (first.key) {
            Arrays.fill(whole, true);
        } else if (jumped) {
            Arrays.fill(whole, false);
        }
        if (first.temporalId <= 0) {
            baseIndex = first.tl0PicIdx;
        } else if (first.layerSync) {
            whole[first.temporalId] = true;
        }
    }
}
