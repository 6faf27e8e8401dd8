package dev.parley.desktop.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Loops over rows of samples, each in a form that the compiler makes vector instructions of, or eight samples at a time
 * in a long. Lengths are rounded up to whole steps: rows have {@link #SLACK} bytes more than they need.
 */
final class Rows {
    /** Samples that may be touched behind the end of a row. */
    static final int SLACK = 8;

    /** What shares of a neighbour are counted in: {@link #WHOLE} is all of it. */
    static final int SHARE_BITS = 7;

    static final int WHOLE = 1 << SHARE_BITS;
    private static final int HALF = WHOLE / 2;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEVEN_BITS = 0x7f7f7f7f_7f7f7f7fL;
    private static final long EVERY_SECOND = 0x00ff00ff_00ff00ffL;
    private static final long EVERY_SECOND_ONE = 0x00010001_00010001L;
    private static final long EVERY_SECOND_PAIR = 0x0000ffff_0000ffffL;

    private Rows() {}

    /** {@code a} becomes the mean of both, rounded up. */
    static void average(byte[] a, byte[] b, int length) {
        for (int i = 0; i < length; i += 8) {
            long x = (long) LONG.get(a, i);
            long y = (long) LONG.get(b, i);
            LONG.set(a, i, (x | y) - (((x ^ y) >>> 1) & SEVEN_BITS));
        }
    }

    /** Means of neighbours, rounded up: half as many. */
    static void halve(byte[] row, byte[] out, int outLength) {
        for (int i = 0; i < outLength; i += 4) {
            long two = (long) LONG.get(row, 2 * i);
            long sum = (two & EVERY_SECOND) + ((two >>> 8) & EVERY_SECOND) + EVERY_SECOND_ONE;
            long mean = (sum >>> 1) & EVERY_SECOND;
            long pairs = (mean | mean >>> 8) & EVERY_SECOND_PAIR;
            INT.set(out, i, (int) (pairs | pairs >>> 16));
        }
    }

    /** Means of the samples at two places each, rounded up. */
    static void pick(byte[] row, int[] left, int[] right, byte[] out, int outLength) {
        for (int i = 0; i < outLength; i++) {
            out[i] = (byte) (((row[left[i]] & 0xff) + (row[right[i]] & 0xff) + 1) >> 1);
        }
    }

    /** {@code a} becomes a mixture of both, {@code share} of it {@code b}. */
    static void blend(byte[] a, byte[] b, int share, int length) {
        for (int i = 0; i < length; i++) {
            int from = a[i] & 0xff;
            a[i] = (byte) (from + ((((b[i] & 0xff) - from) * share + HALF) >> SHARE_BITS));
        }
    }

    /** Mixtures of the samples at two places each. */
    static void interpolate(byte[] row, int[] left, int[] right, int[] share, byte[] out, int outLength) {
        for (int i = 0; i < outLength; i++) {
            int from = row[left[i]] & 0xff;
            out[i] = (byte) (from + ((((row[right[i]] & 0xff) - from) * share[i] + HALF) >> SHARE_BITS));
        }
    }

    /** Each sample twice. */
    static void twice(byte[] row, byte[] out, int length) {
        for (int i = 0; i < length; i += 4) {
            long four = (int) INT.get(row, i) & 0xffff_ffffL;
            long spread = (four | four << 16) & EVERY_SECOND_PAIR;
            spread = (spread | spread << 8) & EVERY_SECOND;
            LONG.set(out, 2 * i, spread | spread << 8);
        }
    }

    /** As numbers, 0 to 255. */
    static void widen(byte[] row, int[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = row[i] & 0xff;
        }
    }
}
