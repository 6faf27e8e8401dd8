package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;

/**
 * A number drawn into the luminance of a picture, large enough to survive coding at any size: eight blocks in the upper
 * half for the bits, the lowest left, white for one; below them their complements in reverse order, so that a picture
 * patched together from two shows no number at all. Only the inner half of each block is read.
 */
public final class CounterBlocks {
    /** Numbers there are: 0 to 255, then again from 0. */
    public static final int NUMBERS = 256;

    private static final int BITS = 8;
    private static final byte BLACK = 16;
    private static final byte WHITE = (byte) 235;
    /** How much brighter a white block must be than its black complement, of 219. */
    private static final int CLEAR = 80;

    private CounterBlocks() {}

    /** Draws the low eight bits of {@code number} over the whole luminance. */
    public static void paint(Picture picture, int number) {
        int width = picture.width();
        int half = picture.height() / 2;
        for (int column = 0; column < BITS; column++) {
            int from = column * width / BITS;
            int to = (column + 1) * width / BITS;
            fill(picture, from, to, 0, half, (number >> column & 1) == 1 ? WHITE : BLACK);
            int reversed = BITS - 1 - column;
            fill(picture, from, to, half, picture.height(), (number >> reversed & 1) == 1 ? BLACK : WHITE);
        }
    }

    private static void fill(Picture picture, int fromX, int toX, int fromY, int toY, byte value) {
        for (int y = fromY; y < toY; y++) {
            picture.bytes()
                    .asSlice((long) y * picture.width() + fromX, toX - fromX)
                    .fill(value);
        }
    }

    /** The number shown, 0 to 255; empty when a block and its complement do not clearly differ. */
    public static OptionalInt read(Picture picture) {
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int difference = mean(picture, bit, 0) - mean(picture, BITS - 1 - bit, 1);
            if (Math.abs(difference) < CLEAR) {
                return OptionalInt.empty();
            }
            if (difference > 0) {
                number |= 1 << bit;
            }
        }
        return OptionalInt.of(number);
    }

    private static int mean(Picture picture, int column, int row) {
        MemorySegment bytes = picture.bytes();
        int width = picture.width();
        int blockWidth = width / BITS;
        int blockHeight = picture.height() / 2;
        int fromX = column * width / BITS + blockWidth / 4;
        int fromY = row * blockHeight + blockHeight / 4;
        int sum = 0;
        int count = 0;
        for (int y = fromY; y < fromY + blockHeight / 2; y += 2) {
            for (int x = fromX; x < fromX + blockWidth / 2; x += 2) {
                sum += bytes.get(ValueLayout.JAVA_BYTE, (long) y * width + x) & 0xff;
                count++;
            }
        }
        return sum / Math.max(1, count);
    }
}
