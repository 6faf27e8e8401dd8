package dev.parley.sfu.consumer;

import dev.parley.sfu.stream.FrameLayers;
import java.util.Arrays;

/**
 * Which chains of frames are whole as far as they were forwarded: a target can be decoded as long as its chain is (RTP
 * Payload Format For AV1, appendix A.4). A frame of a chain that is missing may still come, sent again; one that was left
 * out on purpose does not.
 */
final class FrameChains {
    /** What was lost is not repaired later than this, and the picture stands still meanwhile. */
    static final long PATIENCE_NANOS = 500_000_000L;

    private static final int NOTHING = -1;

    private final boolean[] broken = new boolean[FrameLayers.MAX_CHAINS];
    private final int[] awaited = new int[FrameLayers.MAX_CHAINS];
    private final long[] awaitedSinceNanos = new long[FrameLayers.MAX_CHAINS];

    /** None is whole before it begins. */
    void clear() {
        Arrays.fill(broken, true);
        Arrays.fill(awaited, NOTHING);
    }

    /** A frame comes that is newer than all before. */
    void look(FrameLayers frame, FrameHistory history, long nowNanos) {
        for (int chain = 0; chain < frame.chains(); chain++) {
            if (frame.beginsChain(chain)) {
                broken[chain] = false;
                awaited[chain] = NOTHING;
            } else if (!broken[chain]) {
                look(chain, frame.chainBefore(chain), history, nowNanos);
            }
        }
    }

    private void look(int chain, int before, FrameHistory history, long nowNanos) {
        if (awaited[chain] != NOTHING && history.isForwarded(awaited[chain])) {
            awaited[chain] = NOTHING;
        }
        if (history.isLeftOut(before)) {
            broken[chain] = true;
        } else if (awaited[chain] != NOTHING) {
            broken[chain] = nowNanos - awaitedSinceNanos[chain] > PATIENCE_NANOS;
        } else if (!history.isForwarded(before)) {
            awaited[chain] = before;
            awaitedSinceNanos[chain] = nowNanos;
        }
    }

    /** Whether nothing of the chain was left out or given up. */
    boolean whole(int chain) {
        return chain == FrameLayers.NO_CHAIN || !broken[chain];
    }

    /** Whether nothing of the chain is missing, not even what may still come. */
    boolean complete(int chain) {
        return chain == FrameLayers.NO_CHAIN || (!broken[chain] && awaited[chain] == NOTHING);
    }
}
