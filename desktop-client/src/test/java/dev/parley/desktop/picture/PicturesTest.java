package dev.parley.desktop.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {
    private final PicturePool pool = new PicturePool();

    private Picture plain(int width, int height, int y, int u, int v) {
        Picture picture = pool.take(width, height, 0);
        long luma = (long) width * height;
        picture.bytes().asSlice(0, luma).fill((byte) y);
        picture.bytes().asSlice(luma, luma / 4).fill((byte) u);
        picture.bytes().asSlice(luma + luma / 4, luma / 4).fill((byte) v);
        return picture;
    }

    @ParameterizedTest
    @CsvSource({
        // Y, U, V of BT.601 in limited range, and B, G, R
        "16,  128, 128, 0,   0,   0",
        "235, 128, 128, 255, 255, 255",
        "126, 128, 128, 128, 128, 128",
        "81,  90,  240, 0,   0,   255",
        "145, 54,  34,  0,   255, 0",
        "41,  240, 110, 255, 0,   0",
        "0,   0,   0,   0,   135, 0",
        "255, 255, 255, 255, 125, 255",
    })
    void coloursAreThoseOfTheStandard(int y, int u, int v, int blue, int green, int red) {
        Picture picture = plain(32, 20, y, u, v);
        byte[] out = new byte[16 * 10 * 4];
        new BgraConverter().convert(picture, ByteBuffer.wrap(out), 16, 10);
        for (int at = 0; at < out.length; at += 4) {
            assertThat(out[at] & 0xff).isBetween(blue - 2, blue + 2);
            assertThat(out[at + 1] & 0xff).isBetween(green - 2, green + 2);
            assertThat(out[at + 2] & 0xff).isBetween(red - 2, red + 2);
            assertThat(out[at + 3] & 0xff).isEqualTo(255);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "255,255,255", "255,0,0", "0,255,0", "0,0,255", "200,120,40", "17,99,180"})
    void coloursOfCamerasComeBack(int red, int green, int blue) {
        try (Arena arena = Arena.ofConfined()) {
            int stride = 32 * 3 + 8;
            MemorySegment rgb = arena.allocate(stride * 20L);
            for (int y = 0; y < 20; y++) {
                for (int x = 0; x < 32; x++) {
                    long at = (long) y * stride + 3L * x;
                    rgb.set(ValueLayout.JAVA_BYTE, at, (byte) red);
                    rgb.set(ValueLayout.JAVA_BYTE, at + 1, (byte) green);
                    rgb.set(ValueLayout.JAVA_BYTE, at + 2, (byte) blue);
                }
            }
            Picture picture = pool.take(32, 20, 0);
            new Colours().rgb24(rgb, stride, picture);
            byte[] out = new byte[32 * 20 * 4];
            new BgraConverter().convert(picture, ByteBuffer.wrap(out), 32, 20);
            for (int at = 0; at < out.length; at += 4) {
                assertThat(out[at] & 0xff).isBetween(blue - 4, blue + 4);
                assertThat(out[at + 1] & 0xff).isBetween(green - 4, green + 4);
                assertThat(out[at + 2] & 0xff).isBetween(red - 4, red + 4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1920,1080", "1366,768", "1280,720", "960,540", "640,360", "426,240", "320,180", "214,120", "160,90"})
    void aNumberIsReadInEverySize(int width, int height) {
        var scaler = new PictureScaler();
        var scenes = new Scenes(1280, 720);
        for (int number : new int[] {0, 1, 85, 170, 254, 255}) {
            Picture large = scenes.number(number);
            Picture small = scaler.scale(large, width, height);
            assertThat(CounterBlocks.read(small)).isEqualTo(OptionalInt.of(number));
            small.release();
            large.release();
        }
    }

    @Test
    void aPictureOfTwoFramesShowsNoNumber() {
        Picture picture = new Scenes(320, 180).number(0b0101_0101);
        Picture other = new Scenes(320, 180).number(0b1010_1010);
        long half = 320 * 90L;
        MemorySegment.copy(other.bytes(), 0, picture.bytes(), 0, half);
        assertThat(CounterBlocks.read(picture)).isEmpty();
        assertThat(CounterBlocks.read(plain(320, 180, 126, 128, 128))).isEmpty();
    }

    @Test
    void aMirroredPictureHasLeftAndRightExchanged() {
        Picture picture = plain(8, 2, 0, 128, 128);
        for (int i = 0; i < 16; i++) {
            picture.bytes().set(ValueLayout.JAVA_BYTE, i, (byte) (16 + i % 8 * 25));
        }
        int[] straight = new int[16];
        int[] mirrored = new int[16];
        new BgraConverter().convert(picture, MemorySegment.ofArray(straight), 8, 2, false);
        new BgraConverter().convert(picture, MemorySegment.ofArray(mirrored), 8, 2, true);
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(mirrored[y * 8 + x]).isEqualTo(straight[y * 8 + 7 - x]);
            }
            assertThat(straight[y * 8]).isNotEqualTo(straight[y * 8 + 7]);
        }
    }

    @Test
    void halvesAreMeansOfFour() {
        Picture picture = plain(8, 4, 0, 128, 128);
        for (int i = 0; i < 32; i++) {
            picture.bytes().set(ValueLayout.JAVA_BYTE, i, (byte) (i * 4));
        }
        Picture half = new PictureScaler().scale(picture, 4, 2);
        // Rows 0, 4, … 28 and 32, … 60: 0, 4, 32, 36 give 18.
        assertThat(half.bytes().get(ValueLayout.JAVA_BYTE, 0)).isBetween((byte) 18, (byte) 19);
        assertThat(half.bytes().get(ValueLayout.JAVA_BYTE, 1)).isBetween((byte) 26, (byte) 27);
    }

    @Test
    void whatIsMadeLargerLiesBetweenItsNeighbours() {
        Picture picture = plain(8, 4, 0, 128, 128);
        for (int i = 0; i < 32; i++) {
            picture.bytes().set(ValueLayout.JAVA_BYTE, i, (byte) (100 + i % 8 * 8 + i / 8 * 4));
        }
        Picture large = new PictureScaler().scale(picture, 16, 8);
        // The middle of a result is a quarter of a step from the nearest source, and nothing lies beyond the edges.
        int[] across = {0, 2, 6, 10, 14, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 56};
        int[] down = {0, 1, 3, 5, 7, 9, 11, 12};
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 16; x++) {
                int value = large.bytes().get(ValueLayout.JAVA_BYTE, y * 16L + x) & 0xff;
                assertThat(value).isBetween(99 + across[x] + down[y], 101 + across[x] + down[y]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"320,180", "160,90", "208,117", "355,201", "640,360"})
    void bothConvertersSayTheSame(int width, int height) {
        assertThat(LibyuvConverter.isAvailable())
                .as("webrtc-java has natives for build machines")
                .isTrue();
        Picture picture = new Scenes(320, 180).number(0b0110_1001);
        for (boolean mirrored : new boolean[] {false, true}) {
            byte[] java = new byte[4 * width * height];
            byte[] libyuv = new byte[4 * width * height];
            new BgraConverter().convert(picture, MemorySegment.ofArray(java), width, height, mirrored);
            new LibyuvConverter().convert(picture, MemorySegment.ofArray(libyuv), width, height, mirrored);
            int apart = 0;
            for (int i = 0; i < java.length; i++) {
                apart += Math.abs((java[i] & 0xff) - (libyuv[i] & 0xff)) > 8 ? 1 : 0;
            }
            // At the edges of the blocks they may mix differently.
            assertThat(apart).isLessThan(java.length / 20);
        }
    }
}
