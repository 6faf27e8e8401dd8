package dev.parley.sfu.consumer;

import dev.parley.sfu.stream.FrameLayers;

/**
 * Which chains of frames are whole as far as they were forwarded: a target can be decoded as long as its chain is (RTP
 * Payload Format For AV1, appendix A.4). A frame of a chain that is missing may still come, sent again; one that was left
 * out on purpose does not.
 */
final class FrameChains {
    /** What was lost is not repaired later than this, and the picture stands still meanwhile. */
    static final long PATIENCE_NANOS = 500_000_000L;

    /** So many frames are not missing at once unless hardly anything comes; each may be of several chains. */
    private static final int MOST_MISSING = 16;

    /** A bit for each chain. */
    private int broken;

    private final int[] missing = new int[MOST_MISSING];
    /** A bit for each chain that the missing frame is of. */
    private final int[] missingOf = new int[MOST_MISSING];

    private final long[] missingSinceNanos = new long[MOST_MISSING];
    private int missingCount;

    /** None is whole before it begins. */
    void clear() {
        broken = -1;
        missingCount = 0;
    }

    /** A frame comes that is newer than all before. */
    void look(FrameLayers frame, FrameHistory history, long nowNanos) {
        settle(history, nowNanos);
        for (int chain = 0; chain < frame.chains(); chain++) {
            if (frame.beginsChain(chain)) {
                begin(1 << chain);
            } else if (whole(chain)) {
                goOn(1 << chain, frame.chainBefore(chain), history, nowNanos);
            }
        }
    }

    /** What came after all is missing no longer; what does not come any more breaks its chains. */
    private void settle(FrameHistory history, long nowNanos) {
        int left = 0;
        for (int i = 0; i < missingCount; i++) {
            if (history.isLeftOut(missing[i]) || nowNanos - missingSinceNanos[i] > PATIENCE_NANOS) {
                broken |= missingOf[i];
            } else if (!history.isForwarded(missing[i])) {
                missing[left] = missing[i];
                missingOf[left] = missingOf[i];
                missingSinceNanos[left] = missingSinceNanos[i];
                left++;
            }
        }
        missingCount = left;
    }

    private void begin(int chain) {
        broken &= ~chain;
        for (int i = 0; i < missingCount; i++) {
            missingOf[i] &= ~chain;
        }
    }

    private void goOn(int chain, int before, FrameHistory history, long nowNanos) {
        if (history.isLeftOut(before)) {
            broken |= chain;
        } else if (!history.isForwarded(before)) {
            await(chain, before, nowNanos);
        }
    }

    private void await(int chain, int number, long nowNanos) {
        int at = 0;
        while (at < missingCount && missing[at] != number) {
            at++;
        }
        if (at == MOST_MISSING) {
            broken |= chain;
        } else if (at < missingCount) {
            missingOf[at] |= chain;
        } else {
            missing[at] = number;
            missingOf[at] = chain;
            missingSinceNanos[at] = nowNanos;
            missingCount++;
        }
    }

    /** Whether nothing of the chain was left out or given up. */
    boolean whole(int chain) {
        return chain == FrameLayers.NO_CHAIN || (broken >>> chain & 1) == 0;
    }

    /** Whether nothing of the chain is missing, not even what may still come. */
    boolean complete(int chain) {
        if (chain == FrameLayers.NO_CHAIN) {
            return true;
        }
        int gaps = broken;
        for (int i = 0; i < missingCount; i++) {
            gaps |= missingOf[i];
        }
        return (gaps >>> chain & 1) == 0;
    }
}
