package dev.parley.desktop.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.desktop.picture.CounterBlocks;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoCodecsTest {
    private static final VideoCodecs LIBVPX = VideoCodecs.find(Optional.of("libvpx"));
    private static final VideoCodecs JCODEC = VideoCodecs.find(Optional.of("jcodec"));

    @ParameterizedTest
    @CsvSource({"320, 180, 200000", "640, 360, 500000", "1280, 720, 1000000"})
    void numbersAreReadBackInOrder(int width, int height, long bitsPerSecond) {
        var scenes = new Scenes(width, height);
        int shown = 0;
        long bytes = 0;
        int last = -1;
        try (VideoEncoder encoder = LIBVPX.encoder();
                VideoDecoder decoder = LIBVPX.decoder()) {
            encoder.rate(bitsPerSecond, 30);
            for (int frame = 0; frame < 150; frame++) {
                Picture in = scenes.number(frame);
                EncodedPicture coded = encoder.encode(in, false);
                in.release();
                if (coded == null) {
                    continue;
                }
                assertThat(coded.key()).isEqualTo(frame == 0);
                assertThat(coded.timeNanos()).isEqualTo(frame * 1_000_000_000L / 30);
                bytes += coded.length();
                Picture out = requireNonNull(decoder.decode(coded.bytes(), 0, coded.length(), 5));
                assertThat(CounterBlocks.read(out)).isEqualTo(OptionalInt.of(frame));
                assertThat(frame).isGreaterThan(last);
                last = frame;
                shown++;
                out.release();
            }
        }
        System.out.printf("%dx%d: %d of 150 shown, %d kbit/s%n", width, height, shown, bytes * 8 / 5 / 1000);
        assertThat(shown).isGreaterThan(120);
    }

    @Test
    void theRateChangesWithoutAKeyFrame() {
        var scenes = new Scenes(640, 360);
        try (VideoEncoder encoder = LIBVPX.encoder()) {
            encoder.rate(1_500_000, 30);
            long high = bytes(encoder, scenes, 0, 90);
            encoder.rate(200_000, 30);
            bytes(encoder, scenes, 90, 150);
            long low = bytes(encoder, scenes, 150, 240);
            System.out.printf("640x360: %d, then %d kbit/s%n", high * 8 / 3000, low * 8 / 3000);
            assertThat(low).isLessThan(high / 2).isLessThan(260_000 / 8 * 3);
        }
    }

    private static long bytes(VideoEncoder encoder, Scenes scenes, int from, int to) {
        long bytes = 0;
        for (int frame = from; frame < to; frame++) {
            Picture in = scenes.picture(frame);
            EncodedPicture coded = encoder.encode(in, false);
            in.release();
            if (coded != null) {
                assertThat(coded.key()).isEqualTo(frame == 0);
                bytes += coded.length();
            }
        }
        return bytes;
    }

    @Test
    void theSizeChangesBothWaysWithAKeyFrameEachTime() {
        int frame = 0;
        try (VideoEncoder encoder = LIBVPX.encoder();
                VideoDecoder decoder = LIBVPX.decoder()) {
            encoder.rate(800_000, 30);
            for (int height : new int[] {360, 180, 360, 720, 540, 180, 720}) {
                var scenes = new Scenes(height * 16 / 9, height);
                for (int i = 0; i < 3; i++) {
                    Picture in = scenes.number(frame++);
                    EncodedPicture coded = requireNonNull(encoder.encode(in, false));
                    in.release();
                    assertThat(coded.key()).isEqualTo(i == 0);
                    Picture out = requireNonNull(decoder.decode(coded.bytes(), 0, coded.length(), 0));
                    assertThat(out.height()).isEqualTo(height);
                    assertThat(CounterBlocks.read(out)).isEqualTo(OptionalInt.of(frame - 1));
                    out.release();
                }
            }
        }
    }

    @Test
    void aKeyFrameComesWhenForced() {
        var scenes = new Scenes(320, 180);
        try (VideoEncoder encoder = LIBVPX.encoder()) {
            List<Boolean> keys = new ArrayList<>();
            for (int frame = 0; frame < 6; frame++) {
                Picture in = scenes.picture(frame);
                EncodedPicture coded = encoder.encode(in, frame == 3);
                in.release();
                keys.add(coded != null && coded.key());
            }
            assertThat(keys).containsExactly(true, false, false, true, false, false);
        }
    }

    @Test
    void damagedBytesAreNoPictureAndNoCrash() {
        Random random = new Random(3);
        var scenes = new Scenes(320, 180);
        try (VideoEncoder encoder = LIBVPX.encoder();
                VideoDecoder libvpx = LIBVPX.decoder();
                VideoDecoder jcodec = JCODEC.decoder()) {
            for (int frame = 0; frame < 60; frame++) {
                Picture in = scenes.picture(frame);
                EncodedPicture coded = encoder.encode(in, frame % 10 == 0);
                in.release();
                if (coded == null) {
                    continue;
                }
                byte[] bytes = coded.bytes().clone();
                for (int i = 0; i < 5; i++) {
                    bytes[random.nextInt(coded.length())] = (byte) random.nextInt(256);
                }
                int length = random.nextInt(coded.length() + 1);
                release(libvpx.decode(bytes, 0, length, 0));
                release(jcodec.decode(bytes, 0, length, 0));
            }
            byte[] noise = new byte[2000];
            for (int i = 0; i < 200; i++) {
                random.nextBytes(noise);
                int length = random.nextInt(noise.length);
                release(libvpx.decode(noise, 0, length, 0));
            }
        }
    }

    private static void release(@Nullable Picture picture) {
        if (picture != null) {
            picture.release();
        }
    }

    @Test
    void pureJavaReadsPicturesOfOddSides() {
        var scenes = new Scenes(320, 180);
        try (VideoEncoder encoder = LIBVPX.encoder();
                VideoDecoder decoder = JCODEC.decoder()) {
            Picture in = scenes.picture(0);
            EncodedPicture coded = requireNonNull(encoder.encode(in, true));
            in.release();
            byte[] bytes = coded.bytes().clone();
            // As many macroblocks, the last of them cut off one pixel earlier (RFC 6386, section 9.1).
            bytes[6] = (byte) (319 & 0xff);
            bytes[8] = (byte) 179;
            Picture out = requireNonNull(decoder.decode(bytes, 0, coded.length(), 0));
            assertThat(List.of(out.width(), out.height())).containsExactly(318, 178);
            out.release();
        }
    }

    @Test
    void pureJavaCodesSmallKeyFramesThatLibvpxReads() {
        var scenes = new Scenes(320, 180);
        long bytes = 0;
        long began = System.nanoTime();
        try (VideoEncoder encoder = JCODEC.encoder();
                VideoDecoder decoder = LIBVPX.decoder()) {
            encoder.rate(300_000, 10);
            for (int frame = 0; frame < 60; frame++) {
                boolean numbered = frame % 2 == 0;
                Picture in = numbered ? scenes.number(frame) : scenes.picture(frame);
                EncodedPicture coded = requireNonNull(encoder.encode(in, false));
                in.release();
                assertThat(coded.key()).isTrue();
                bytes += numbered ? 0 : coded.length();
                Picture out = requireNonNull(decoder.decode(coded.bytes(), 0, coded.length(), 0));
                if (numbered) {
                    assertThat(CounterBlocks.read(out)).isEqualTo(OptionalInt.of(frame));
                }
                out.release();
            }
        }
        System.out.printf(
                "JCodec 320x180: %d bytes and %.1f ms a picture%n", bytes / 30, (System.nanoTime() - began) / 60e6);
    }

    @ParameterizedTest
    @CsvSource({"320, 180", "640, 360", "1280, 720"})
    void pureJavaReadsKeyFramesOfLibvpx(int width, int height) {
        var scenes = new Scenes(width, height);
        try (VideoEncoder encoder = LIBVPX.encoder();
                VideoDecoder decoder = JCODEC.decoder()) {
            encoder.rate(width * 800L, 30);
            for (int frame = 0; frame < 20; frame++) {
                Picture in = scenes.number(frame);
                EncodedPicture coded = encoder.encode(in, frame % 4 == 0);
                in.release();
                if (coded == null) {
                    continue;
                }
                @Nullable Picture out = decoder.decode(coded.bytes(), 0, coded.length(), 0);
                assertThat(out != null).isEqualTo(coded.key());
                if (out != null) {
                    assertThat(out.height()).isEqualTo(height);
                    assertThat(CounterBlocks.read(out)).isEqualTo(OptionalInt.of(frame));
                    out.release();
                }
            }
        }
    }

    @Test
    void theLibraryInsideTheJarWorksToo() {
        String before = System.getProperty(LibvpxLibrary.PROPERTY, "");
        var bundled = LibvpxLibrary.bundled().flatMap(LibvpxLibrary::bind);
        assertThat(bundled).isPresent();
        assertThat(before).isEmpty();
        var codecs = new LibvpxCodecs(bundled.get());
        var scenes = new Scenes(320, 180);
        try (VideoEncoder encoder = codecs.encoder();
                VideoDecoder decoder = codecs.decoder()) {
            Picture in = scenes.number(42);
            EncodedPicture coded = requireNonNull(encoder.encode(in, false));
            in.release();
            Picture out = requireNonNull(decoder.decode(coded.bytes(), 0, coded.length(), 0));
            assertThat(CounterBlocks.read(out)).isEqualTo(OptionalInt.of(42));
        }
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> VideoCodecs.find(Optional.of("x264"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(JCODEC.pureJava()).isTrue();
        assertThat(LIBVPX.name()).startsWith("VP8 (libvpx 1.");
    }
}
