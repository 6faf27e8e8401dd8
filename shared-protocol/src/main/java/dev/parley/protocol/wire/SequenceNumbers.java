package dev.parley.protocol.wire;

/** Arithmetic of 16-bit sequence numbers that wrap (RFC 3550, RFC 1982). All values are 0 to 65535. */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** The signed distance from {@code b} to {@code a}, -32768 to 32767: positive when {@code a} is newer. */
    public static int distance(int a, int b) {
        return (short) (a - b);
    }

    /** Whether {@code a} is newer than {@code b}. */
    public static boolean newer(int a, int b) {
        return distance(a, b) > 0;
    }

    /** {@code sequence + n}, wrapped to 16 bits. */
    public static int plus(int sequence, int n) {
        return (sequence + n) & 0xffff;
    }
}
