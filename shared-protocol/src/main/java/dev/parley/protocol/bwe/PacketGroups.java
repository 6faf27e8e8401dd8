package dev.parley.protocol.bwe;

/**
 * Gathers packets that left within 5 ms into groups and compares each group with the one before: what left so far
 * apart, how far apart did it arrive (draft-ietf-rmcat-gcc-02, section 5.2)? Allocates nothing.
 */
final class PacketGroups {
    /** Sent within this: one group (section 5.2). */
    private static final long BURST_NANOS = 5_000_000L;

    /** Packets that were held up somewhere and arrive back to back are one group as long as it is no longer than this. */
    private static final long MAX_BURST_NANOS = 100_000_000L;

    /** More than any queue: the receiver's clock jumped. */
    private static final long JUMP_NANOS = 3_000_000_000L;

    private boolean open;
    private long firstSent;
    private long lastSent;
    private long firstArrival;
    private long lastArrival;
    private boolean havePrevious;
    private long previousSent;
    private long previousArrival;
    private long sentApart;
    private long arrivedApart;
    private long completedArrival;

    /**
     * A packet arrived.
     *
     * @return true when it begins a new group and the two before it can be compared: {@link #sentApartNanos},
     *     {@link #arrivedApartNanos} and {@link #arrivalNanos} are about those
     */
    boolean arrived(long sentNanos, long arrivalNanos) {
        if (!open) {
            begin(sentNanos, arrivalNanos);
            return false;
        }
        if (Math.abs((arrivalNanos - lastArrival) - (sentNanos - lastSent)) >= JUMP_NANOS) {
            havePrevious = false;
            begin(sentNanos, arrivalNanos);
            return false;
        }
        if (sentNanos < firstSent) {
            // Overtaken by a whole group: says more of the reordering than of a queue.
            return false;
        }
        if (belongs(sentNanos, arrivalNanos)) {
            lastSent = Math.max(lastSent, sentNanos);
            lastArrival = Math.max(lastArrival, arrivalNanos);
            return false;
        }
        boolean comparable = havePrevious;
        if (comparable) {
            sentApart = lastSent - previousSent;
            arrivedApart = lastArrival - previousArrival;
            completedArrival = lastArrival;
        }
        havePrevious = true;
        previousSent = lastSent;
        previousArrival = lastArrival;
        begin(sentNanos, arrivalNanos);
        return comparable;
    }

    private boolean belongs(long sentNanos, long arrivalNanos) {
        if (sentNanos - firstSent <= BURST_NANOS) {
            return true;
        }
        long apart = arrivalNanos - lastArrival;
        return apart <= BURST_NANOS && apart < sentNanos - lastSent && arrivalNanos - firstArrival < MAX_BURST_NANOS;
    }

    private void begin(long sentNanos, long arrivalNanos) {
        open = true;
        firstSent = sentNanos;
        lastSent = sentNanos;
        firstArrival = arrivalNanos;
        lastArrival = arrivalNanos;
    }

    /** Between the last departures of the two groups. */
    long sentApartNanos() {
        return sentApart;
    }

    /** Between the last arrivals of the two groups. */
    long arrivedApartNanos() {
        return arrivedApart;
    }

    /** Last arrival of the younger group, on the receiver's clock. */
    long arrivalNanos() {
        return completedArrival;
    }
}
