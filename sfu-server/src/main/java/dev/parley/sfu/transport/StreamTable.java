package dev.parley.sfu.transport;

import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.producer.Producer;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the producer an RTP packet belongs to: by SSRC, else by MID, which then binds the SSRC (RFC 8843, section 9.2). */
final class StreamTable {
    /** SSRCs that may be bound by MID: a publisher that makes up new ones without end gets no further. */
    private static final int MAXIMUM_SSRCS = 256;

    private final IntObjectMap<Producer> bySsrc = new IntObjectHashMap<>();
    private final Map<String, Producer> byMid = new HashMap<>();

    void add(Producer producer) {
        for (RtpEncodingParameters encoding : producer.parameters().encodings()) {
            if (encoding.ssrc() != 0) {
                bySsrc.put((int) encoding.ssrc(), producer);
            }
            if (encoding.rtxSsrc() != 0) {
                bySsrc.put((int) encoding.rtxSsrc(), producer);
            }
        }
        if (!producer.parameters().mid().isEmpty()) {
            byMid.put(producer.parameters().mid(), producer);
        }
    }

    void remove(Producer producer) {
        bySsrc.values().removeIf(producer::equals);
        byMid.values().removeIf(producer::equals);
    }

    @Nullable
    Producer find(RtpPacket rtp) {
        Producer known = bySsrc.get(rtp.ssrc());
        return known != null || byMid.isEmpty() ? known : bind(rtp);
    }

    private @Nullable Producer bind(RtpPacket rtp) {
        for (Map.Entry<String, Producer> entry : byMid.entrySet()) {
            int id = entry.getValue().extensionIds().id(RtpHeaderExtension.MID);
            int at = id == 0 ? -1 : rtp.extensionOffset(id);
            if (at >= 0 && bySsrc.size() < MAXIMUM_SSRCS) {
                String mid = new String(rtp.buffer(), at, rtp.extensionLength(id), StandardCharsets.US_ASCII);
                if (mid.equals(entry.getKey())) {
                    bySsrc.put(rtp.ssrc(), entry.getValue());
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    @Nullable
    Producer ofSsrc(int ssrc) {
        return bySsrc.get(ssrc);
    }
}
