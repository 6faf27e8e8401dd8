package dev.parley.protocol.rtcp;

import java.util.Arrays;

/**
 * Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1): which
 * packets of a transport arrived, and when. Immutable. Only the packets that arrived are stored, so that a feedback
 * of a few bytes that speaks of 65535 lost ones costs nothing.
 */
public final class TransportFeedback implements RtcpPacket {
    /** Feedback message type within transport-layer feedback (RFC 4585, section 6.2). */
    static final int FORMAT = 15;

    /** Nanoseconds in one unit of {@link #referenceTime()}. */
    public static final long REFERENCE_UNIT_NANOS = 64_000_000L;

    /** Nanoseconds in one unit of {@link #delta}. */
    public static final long DELTA_UNIT_NANOS = 250_000L;

    private final int senderSsrc;
    private final int mediaSsrc;
    private final int baseSequence;
    private final int statusCount;
    private final int referenceTime;
    private final int feedbackCount;
    private final int[] positions;
    private final int[] deltas;

    TransportFeedback(
            int senderSsrc,
            int mediaSsrc,
            int baseSequence,
            int statusCount,
            int referenceTime,
            int feedbackCount,
            int[] positions,
            int[] deltas) {
        this.senderSsrc = senderSsrc;
        this.mediaSsrc = mediaSsrc;
        this.baseSequence = baseSequence;
        this.statusCount = statusCount;
        this.referenceTime = referenceTime;
        this.feedbackCount = feedbackCount;
        this.positions = positions;
        this.deltas = deltas;
    }

    public int senderSsrc() {
        return senderSsrc;
    }

    public int mediaSsrc() {
        return mediaSsrc;
    }

    /** Transport-wide sequence number of the first packet spoken of, 0 to 65535. */
    public int baseSequence() {
        return baseSequence;
    }

    /** How many packets, from {@link #baseSequence()} on, are spoken of; 1 to 65535. */
    public int statusCount() {
        return statusCount;
    }

    /** In units of 64 ms of the receiver's clock, modulo 2^24. */
    public int referenceTime() {
        return referenceTime;
    }

    /** Counts the feedback packets, 0 to 255, so that their own loss shows. */
    public int feedbackCount() {
        return feedbackCount;
    }

    /** How many of the packets arrived. */
    public int receivedCount() {
        return positions.length;
    }

    /** Distance from {@link #baseSequence()} of an arrived packet; {@code index} is 0 to {@link #receivedCount()} - 1. */
    public int position(int index) {
        return positions[index];
    }

    /** Transport-wide sequence number of an arrived packet, 0 to 65535. */
    public int sequence(int index) {
        return baseSequence + positions[index] & 0xffff;
    }

    /**
     * When an arrived packet came, in units of 250 µs after the one before it in this list (for the first: after the
     * reference time), -32768 to 32767.
     */
    public int delta(int index) {
        return deltas[index];
    }

    /** When an arrived packet came, in nanoseconds after {@code referenceTime() * 64 ms}. */
    public long arrivalNanos(int index) {
        long units = 0;
        for (int i = 0; i <= index; i++) {
            units += deltas[i];
        }
        return units * DELTA_UNIT_NANOS;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportFeedback that
                && senderSsrc == that.senderSsrc
                && mediaSsrc == that.mediaSsrc
                && baseSequence == that.baseSequence
                && statusCount == that.statusCount
                && referenceTime == that.referenceTime
                && feedbackCount == that.feedbackCount
                && Arrays.equals(positions, that.positions)
                && Arrays.equals(deltas, that.deltas);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * baseSequence + statusCount) + Arrays.hashCode(positions)) + Arrays.hashCode(deltas);
    }

    @Override
    public String toString() {
        return "TransportFeedback[senderSsrc=" + senderSsrc + ", mediaSsrc=" + mediaSsrc + ", baseSequence="
                + baseSequence + ", statusCount=" + statusCount + ", referenceTime=" + referenceTime
                + ", feedbackCount=" + feedbackCount + ", positions=" + Arrays.toString(positions) + ", deltas="
                + Arrays.toString(deltas) + "]";
    }

    /** Collects the packets of one feedback in ascending order of their numbers. */
    public static final class Builder {
        /** Largest distance from the base; the count of statuses has 16 bits. */
        private static final int MAX_POSITION = 0xfffe;

        private final int baseSequence;
        private final long referenceUnits;
        private long lastUnits;
        private int[] positions = new int[32];
        private int[] deltas = new int[32];
        private int received;

        /**
         * Begins a feedback.
         *
         * @param baseSequence of the first packet spoken of, 0 to 65535, arrived or not
         * @param firstArrivalNanos when the first of those that arrived came; sets the reference time
         */
        public Builder(int baseSequence, long firstArrivalNanos) {
            this.baseSequence = baseSequence;
            referenceUnits = Math.floorDiv(firstArrivalNanos, REFERENCE_UNIT_NANOS);
            lastUnits = referenceUnits * (REFERENCE_UNIT_NANOS / DELTA_UNIT_NANOS);
        }

        /**
         * Adds an arrived packet; everything between it and the one before is reported lost.
         *
         * @param position distance from the base, above that of the packet before
         * @return false, with nothing changed, when its position or its arrival cannot be expressed here: it begins
         *     the next feedback
         */
        public boolean add(int position, long arrivalNanos) {
            if (position > MAX_POSITION || position < 0 || (received > 0 && position <= positions[received - 1])) {
                return false;
            }
            // Each delta is taken from the rounded time before, so that rounding does not add up.
            long units = Math.floorDiv(arrivalNanos + DELTA_UNIT_NANOS / 2, DELTA_UNIT_NANOS);
            long delta = units - lastUnits;
            if (delta != (short) delta) {
                return false;
            }
            if (received == positions.length) {
                positions = Arrays.copyOf(positions, received * 2);
                deltas = Arrays.copyOf(deltas, received * 2);
            }
            positions[received] = position;
            deltas[received] = (int) delta;
            received++;
            lastUnits = units;
            return true;
        }

        /** How many packets were added. */
        public int received() {
            return received;
        }

        /**
         * The feedback, ending with the last packet added; there must be one.
         *
         * @param feedbackCount the low 8 bits are taken
         */
        public TransportFeedback build(int senderSsrc, int mediaSsrc, int feedbackCount) {
            if (received == 0) {
                throw new IllegalStateException("a feedback needs an arrived packet");
            }
            return new TransportFeedback(
                    senderSsrc,
                    mediaSsrc,
                    baseSequence,
                    positions[received - 1] + 1,
                    (int) (referenceUnits & 0xff_ffff),
                    feedbackCount & 0xff,
                    Arrays.copyOf(positions, received),
                    Arrays.copyOf(deltas, received));
        }
    }
}
