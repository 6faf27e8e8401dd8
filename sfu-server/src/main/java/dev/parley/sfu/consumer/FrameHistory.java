package dev.parley.sfu.consumer;

import java.util.Arrays;

/** What became of the last frames of a stream with layers, two seconds of them or more, by their numbers. */
final class FrameHistory {
    /**
     * A power of two. Of three spatial layers at 30 pictures a second these are five seconds by dependency descriptors, and
     * two in VP9, whose numbers have room for eight layers in each picture.
     */
    private static final int FRAMES = 512;

    private static final int MASK = FRAMES - 1;
    private static final byte UNKNOWN = 0;
    private static final byte LEFT_OUT = 1;
    /** And above: forwarded, as part of a target of the spatial layer that is so much higher. */
    private static final byte FORWARDED = 2;

    private final int[] numbers = new int[FRAMES];
    private final byte[] fates = new byte[FRAMES];

    void clear() {
        Arrays.fill(fates, UNKNOWN);
    }

    void forwarded(int number, int targetSpatial) {
        put(number, (byte) (FORWARDED + targetSpatial));
    }

    void leftOut(int number) {
        put(number, LEFT_OUT);
    }

    private void put(int number, byte fate) {
        numbers[number & MASK] = number;
        fates[number & MASK] = fate;
    }

    private byte fate(int number) {
        return numbers[number & MASK] == number ? fates[number & MASK] : UNKNOWN;
    }

    boolean isForwarded(int number) {
        return fate(number) >= FORWARDED;
    }

    boolean isLeftOut(int number) {
        return fate(number) == LEFT_OUT;
    }

    /** The spatial layer of the target for which the frame was forwarded; -1 if it was not. */
    int targetSpatial(int number) {
        return Math.max(fate(number) - FORWARDED, -1);
    }
}
