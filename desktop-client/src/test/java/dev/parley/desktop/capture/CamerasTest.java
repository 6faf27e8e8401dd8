package dev.parley.desktop.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.desktop.capture.DeviceException.Reason;
import dev.parley.desktop.picture.CounterBlocks;
import dev.parley.desktop.picture.Picture;
import java.awt.Dimension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamerasTest {
    private final Cameras cameras = new Cameras();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"test-pattern", "test-pattern:640x360", "test-pattern:320x180", "test-pattern:320x180@15"})
    void theTestPatternCounts(String name) throws Exception {
        List<OptionalInt> numbers = new ArrayList<>();
        var enough = new CountDownLatch(8);
        try (Camera camera = cameras.open(name)) {
            assertThat(camera.name()).isEqualTo(name);
            camera.start(
                    picture -> {
                        numbers.add(CounterBlocks.read(picture));
                        enough.countDown();
                    },
                    () -> {});
            assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
        }
        for (int i = 0; i < 8; i++) {
            assertThat(numbers.get(i)).isEqualTo(OptionalInt.of(i));
        }
    }

    @Test
    void everyNumberOfTheTestPatternIsRead() {
        var pattern = new TestPattern(320, 180);
        for (int i = 0; i < 600; i++) {
            Picture picture = pattern.next(i);
            assertThat(CounterBlocks.read(picture)).isEqualTo(OptionalInt.of(i % 256));
            picture.release();
        }
    }

    @Test
    void aClosedCameraDeliversNothingMore() throws Exception {
        var count = new AtomicInteger();
        var some = new CountDownLatch(2);
        Camera camera = cameras.open("test-pattern:64x36");
        camera.start(
                picture -> {
                    count.incrementAndGet();
                    some.countDown();
                },
                () -> {});
        assertThat(some.await(20, TimeUnit.SECONDS)).isTrue();
        camera.close();
        int before = count.get();
        Thread.sleep(100);
        assertThat(count.get()).isEqualTo(before);
        camera.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W64 H48 F30:1 C420jpeg", "W65 H49 F25:1", "H48 W64 Ip A1:1 C420mpeg2 XNOTE"})
    void aFileIsPlayedOverAndOver(String header) throws Exception {
        int width = header.contains("65") ? 65 : 64;
        int height = header.contains("49") ? 49 : 48;
        Path file = clip(header, width, height, 3);
        try (var source = new Y4mSource(file)) {
            for (int i = 0; i < 8; i++) {
                Picture picture = source.next(i);
                assertThat(picture.width()).isEqualTo(64);
                assertThat(picture.height()).isEqualTo(48);
                byte expected = (byte) (50 + i % 3);
                assertThat(picture.bytes().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                        .containsOnly(expected);
                picture.release();
            }
        }
    }

    private Path clip(String header, int width, int height, int frames) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(("YUV4MPEG2 " + header + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < frames; frame++) {
            out.write((frame == 1 ? "FRAME Ip\n" : "FRAME\n").getBytes(StandardCharsets.US_ASCII));
            int bytes = width * height + 2 * ((width + 1) / 2) * ((height + 1) / 2);
            byte[] picture = new byte[bytes];
            java.util.Arrays.fill(picture, (byte) (50 + frame));
            out.write(picture);
        }
        return Files.write(folder.resolve("clip.y4m"), out.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "YUV4MPEG2",
                "YUV4MPEG2 W64 H48\n",
                "YUV4MPEG2 W64 H48\nFRAME\nabc",
                "YUV4MPEG2 W64 H48 C444\nFRAME\n",
                "YUV4MPEG2 Wx H48\nFRAME\n",
                "YUV4MPEG2 W99999 H48\nFRAME\n",
                "RIFF"
            })
    void aFileThatIsNoClipCannotBeOpened(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.y4m"), content);
        assertThatThrownBy(() -> cameras.open("file:" + file))
                .asInstanceOf(type(DeviceException.class))
                .extracting(DeviceException::reason)
                .isEqualTo(Reason.CANNOT_OPEN);
    }

    @Test
    void aCameraThatIsNotThereHasAReason() {
        Reason expected = cameras.names().isEmpty() ? Reason.NONE_THERE : Reason.UNPLUGGED;
        assertThatThrownBy(() -> cameras.open("No such camera"))
                .asInstanceOf(type(DeviceException.class))
                .extracting(DeviceException::reason)
                .isEqualTo(expected);
        assertThatThrownBy(() -> cameras.open("file:" + folder.resolve("nothing.y4m")))
                .isInstanceOf(DeviceException.class);
    }

    @Test
    void theSizeNearestTo720pIsChosen() {
        var small = new Dimension(640, 480);
        var large = new Dimension(1920, 1080);
        var right = new Dimension(1280, 720);
        assertThat(WebcamSource.best(small, right, large)).isEqualTo(right);
        assertThat(WebcamSource.best(small, large)).isEqualTo(small);
        assertThat(WebcamSource.best()).isEqualTo(right);
    }
}
