package dev.parley.sfu.stream;

/**
 * Which of a stream's packets were left out on purpose since it began to be forwarded, so that what comes after them
 * closes up. Kept as runs of packets that follow each other within one picture, the newest {@value #RUNS} of them: some
 * seconds of pictures, after which no packet comes late any more.
 */
final class LeftOut {
    /** A power of two; of three temporal layers at 30 pictures a second two thirds are left out at most, of three spatial ones 83 frames. */
    private static final int RUNS = 128;

    private static final int MASK = RUNS - 1;

    private final long[] first = new long[RUNS];
    private final long[] last = new long[RUNS];
    private final int[] keys = new int[RUNS];
    /** How many packets were left out up to the end of a run, and how many pictures. */
    private final int[] packets = new int[RUNS];

    private final int[] pictures = new int[RUNS];
    private long runs;

    /** Forgets everything. */
    void clear() {
        runs = 0;
    }

    /**
     * A packet is left out that comes after all that were forwarded or left out before. What is missing between it and the
     * one before of the same picture is of that picture, too, unless something went out since.
     *
     * @param picture tells it from those next to it
     * @param newestPacket the last packet that went out or was left out
     */
    void add(long sequence, int picture, long newestPacket) {
        int newest = slot(runs - 1);
        if (runs > 0 && keys[newest] == picture && last[newest] == newestPacket) {
            packets[newest] += (int) (sequence - last[newest]);
            last[newest] = sequence;
            return;
        }
        int slot = slot(runs);
        int packetsBefore = runs > 0 ? packets[newest] : 0;
        int picturesBefore = runs > 0 ? pictures[newest] : 0;
        first[slot] = sequence;
        last[slot] = sequence;
        keys[slot] = picture;
        packets[slot] = packetsBefore + 1;
        pictures[slot] = picturesBefore + 1;
        runs++;
    }

    /** The lowest sequence number about which the counts below are right. */
    long knownFrom() {
        return runs > RUNS ? first[slot(runs)] : Long.MIN_VALUE;
    }

    /** How many packets were left out of those before {@code sequence}. */
    int packetsBefore(long sequence) {
        int slot = lastRunBefore(sequence);
        return slot < 0 ? packetsBeforeAll() : packets[slot];
    }

    /** How many pictures were left out of those before the packet {@code sequence}. */
    int picturesBefore(long sequence) {
        int slot = lastRunBefore(sequence);
        return slot < 0 ? picturesBeforeAll() : pictures[slot];
    }

    /** The packet whose sequence number, less the packets left out before it, is {@code closedUp}. */
    long original(long closedUp) {
        for (long run = runs - 1; run >= oldest(); run--) {
            long candidate = closedUp + packets[slot(run)];
            if (candidate > last[slot(run)]) {
                return candidate;
            }
        }
        return closedUp + packetsBeforeAll();
    }

    /** Whether the packet {@code sequence} was left out, or is missing between two of one picture that were. */
    boolean contains(long sequence) {
        for (long run = runs - 1; run >= oldest(); run--) {
            int slot = slot(run);
            if (sequence > last[slot]) {
                return false;
            }
            if (sequence >= first[slot]) {
                return true;
            }
        }
        return false;
    }

    /** Whether packets of the picture with this timestamp were left out. */
    boolean containsPicture(int timestamp) {
        for (long run = runs - 1; run >= oldest(); run--) {
            if (keys[slot(run)] == timestamp) {
                return true;
            }
        }
        return false;
    }

    /** The slot of the newest run that ends before {@code sequence}, or -1. */
    private int lastRunBefore(long sequence) {
        for (long run = runs - 1; run >= oldest(); run--) {
            if (last[slot(run)] < sequence) {
                return slot(run);
            }
        }
        return -1;
    }

    private static int slot(long run) {
        return (int) (run & MASK);
    }

    private long oldest() {
        return Math.max(runs - RUNS, 0);
    }

    private int packetsBeforeAll() {
        int slot = slot(oldest());
        return runs == 0 ? 0 : packets[slot] - ((int) (last[slot] - first[slot]) + 1);
    }

    private int picturesBeforeAll() {
        return runs == 0 ? 0 : pictures[slot(oldest())] - 1;
    }
}
