package dev.parley.desktop.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.Scenes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pictures that the load client's cameras send, in three sizes. To make them anew with the libvpx of this machine: {@code
 * ./mvnw -pl shared-protocol,desktop-client test -Dtest=CameraClipsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dparley.clips=write}.
 *
 * <p>Each is a key frame and a round of pictures which can go on for ever: the first picture of the round refers to the key
 * frame only, which the others leave as it is.
 */
class CameraClipsTest {
    private static final Path CLIPS = Path.of("../sfu-server/src/main/resources/dev/parley/sfu/load");
    private static final int ROUND = 60;
    private static final int FRAMES_PER_SECOND = 30;
    /** The fastest that is not rough: as clients take it. */
    private static final int SPEED = 6;

    // vp8cx.h, VP8_EFLAG_...
    private static final long NO_REF_LAST = 1 << 16;
    private static final long NO_REF_ARF = 1 << 21;
    private static final long NO_UPD_ENTROPY = 1 << 20;
    private static final long NO_UPD_GF = 1 << 22;
    private static final long NO_UPD_ARF = 1 << 23;

    /** Above this nobody sees that it was coded, below 25 dB everybody. */
    private static final double GOOD_DECIBELS = 28;

    enum Size {
        SMALL(320, 180, 100_000),
        MIDDLE(640, 360, 350_000),
        LARGE(1280, 720, 1_200_000);

        final int width;
        final int height;
        final int bitsPerSecond;

        Size(int width, int height, int bitsPerSecond) {
            this.width = width;
            this.height = height;
            this.bitsPerSecond = bitsPerSecond;
        }

        Path file() {
            return CLIPS.resolve("camera-" + height + ".ivf");
        }

        Scenes scenes() {
            return new Scenes(width, height, ROUND);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theClipShowsItsPicturesRoundAfterRound(Size size) throws IOException {
        if ("write".equals(System.getProperty("parley.clips"))) {
            Files.createDirectories(CLIPS);
            Files.write(size.file(), ivf(size, encoded(size)));
        }

        List<byte[]> frames = frames(Files.readAllBytes(size.file()));

        assertThat(frames).hasSize(1 + ROUND);
        int bytes = frames.stream().mapToInt(frame -> frame.length).sum();
        assertThat(8.0 * bytes * FRAMES_PER_SECOND / frames.size())
                .as("bits a second")
                .isBetween(0.8 * size.bitsPerSecond, 1.2 * size.bitsPerSecond);
        assertThatItLoops(size, frames);
    }

    private static void assertThatItLoops(Size size, List<byte[]> frames) {
        Scenes scenes = size.scenes();
        List<byte[]> first = new ArrayList<>();
        try (VideoDecoder decoder = VideoCodecs.find(Optional.of("libvpx")).decoder()) {
            for (int i = 0; i <= 2 * ROUND; i++) {
                byte[] frame = frames.get(i <= ROUND ? i : i - ROUND);
                Picture shown = requireNonNull(decoder.decode(frame, 0, frame.length, i), () -> "a picture");
                byte[] bytes = shown.bytes().toArray(ValueLayout.JAVA_BYTE);
                if (i <= ROUND) {
                    Picture drawn = scenes.picture(i);
                    assertThat(shown.width()).isEqualTo(size.width);
                    assertThat(decibels(shown, drawn)).as("picture " + i).isGreaterThan(GOOD_DECIBELS);
                    drawn.release();
                    first.add(bytes);
                } else {
                    assertThat(bytes).as("picture " + i).isEqualTo(first.get(i - ROUND));
                }
                shown.release();
            }
        }
    }

    /** How near the luma of two pictures is: the peak signal to noise ratio. */
    private static double decibels(Picture shown, Picture drawn) {
        long size = (long) shown.width() * shown.height();
        double squares = 0;
        for (long at = 0; at < size; at++) {
            int difference = luma(shown.bytes(), at) - luma(drawn.bytes(), at);
            squares += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * size / squares);
    }

    private static int luma(MemorySegment bytes, long at) {
        return bytes.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    private static List<byte[]> encoded(Size size) {
        List<byte[]> frames = new ArrayList<>();
        Scenes scenes = size.scenes();
        try (LibvpxEncoder encoder = new LibvpxEncoder(LibvpxLibrary.load().orElseThrow(), SPEED)) {
            encoder.rate(size.bitsPerSecond, FRAMES_PER_SECOND);
            for (int i = 0; i <= ROUND; i++) {
                Picture picture = scenes.picture(i);
                EncodedPicture coded = requireNonNull(encoder.encode(picture, flags(i)), () -> "dropped");
                picture.release();
                assertThat(coded.key()).isEqualTo(i == 0);
                frames.add(Arrays.copyOf(coded.bytes(), coded.length()));
            }
        }
        return frames;
    }

    private static long flags(int picture) {
        if (picture == 0) {
            return LibvpxEncoder.FORCE_KEY_FRAME;
        }
        long keepsTheKeyFrame = NO_UPD_GF | NO_UPD_ARF | NO_UPD_ENTROPY;
        return picture == 1 ? keepsTheKeyFrame | NO_REF_LAST | NO_REF_ARF : keepsTheKeyFrame;
    }

    /** The usual file for VP8: 32 bytes in front, and 12 before each frame. */
    private static byte[] ivf(Size size, List<byte[]> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("DKIF".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putShort((short) 32)
                .put("VP80".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) size.width)
                .putShort((short) size.height)
                .putInt(FRAMES_PER_SECOND)
                .putInt(1)
                .putInt(frames.size())
                .array());
        for (int i = 0; i < frames.size(); i++) {
            out.writeBytes(ByteBuffer.allocate(12)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(frames.get(i).length)
                    .putLong(i)
                    .array());
            out.writeBytes(frames.get(i));
        }
        return out.toByteArray();
    }

    private static List<byte[]> frames(byte[] ivf) {
        List<byte[]> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(ivf).order(ByteOrder.LITTLE_ENDIAN).position(32);
        while (in.hasRemaining()) {
            byte[] frame = new byte[in.getInt()];
            in.getLong();
            in.get(frame);
            frames.add(frame);
        }
        return frames;
    }
}
