package dev.parley.sfu.consumer;

/** The abs-send-time header extension: seconds as a 6.18 fixed-point number of 24 bits. */
final class AbsSendTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int FRACTION_BITS = 18;

    private AbsSendTime() {}

    static int of(long nanos) {
        long second = Math.floorMod(Math.floorDiv(nanos, NANOS_PER_SECOND), 64);
        long fraction = (Math.floorMod(nanos, NANOS_PER_SECOND) << FRACTION_BITS) / NANOS_PER_SECOND;
        return (int) (second << FRACTION_BITS | fraction);
    }
}
