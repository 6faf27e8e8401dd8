package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.desktop.capture.Camera;
import dev.parley.desktop.capture.Cameras;
import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.picture.FrameSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A camera that is pulled out in mid-call, and the one that is chosen after it. */
class OwnCameraTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int BEFORE_THE_END = 5;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger pictures = new AtomicInteger();
    private final Cameras cameras = new Cameras();

    private final OwnCamera.Listener listener = new OwnCamera.Listener() {
        @Override
        public void runs() {
            told.add("runs");
        }

        @Override
        public void stopped() {
            told.add("stopped");
        }

        @Override
        public void failed(DeviceException why) {
            told.add(why.reason().name());
        }
    };

    @Test
    void aCameraWhoseDriverThrowsIsSaidToBeGoneAndAnotherOneWorks() {
        try (OwnCamera own = new OwnCamera(listener, this::open)) {
            own.send(picture -> pictures.incrementAndGet());
            own.use("pulled out");
            own.turn(true);
            await().atMost(LIMIT).until(() -> told.contains("UNPLUGGED"));
            assertThat(own.isRunning()).isFalse();
            assertThat(pictures).hasValue(BEFORE_THE_END);

            own.use("test-pattern:64x36");

            await().atMost(LIMIT).until(() -> pictures.get() > 2 * BEFORE_THE_END);
            assertThat(own.isRunning()).isTrue();
            assertThat(told).containsExactly("runs", "UNPLUGGED", "runs");
        }
    }

    @Test
    void aCameraThatCannotBeOpenedIsSaidToBeSoAndIsTriedAgainWhenSwitchedOn() {
        try (OwnCamera own = new OwnCamera(listener, OwnCameraTest::absent)) {
            own.turn(true);
            await().atMost(LIMIT).until(() -> told.contains("NONE_THERE"));
            assertThat(own.isRunning()).isFalse();

            own.turn(true);

            await().atMost(LIMIT).until(() -> told.size() == 2);
            assertThat(told).containsExactly("NONE_THERE", "NONE_THERE");
        }
    }

    private static Camera absent(@Nullable String name) throws DeviceException {
        throw new DeviceException(DeviceException.Reason.NONE_THERE, "no camera");
    }

    private Camera open(@Nullable String name) throws DeviceException {
        return "pulled out".equals(name) ? new Throwing() : cameras.open(name);
    }

    /** Gives a few pictures of a real source; then its driver throws, as one does whose device is gone. */
    private final class Throwing implements Camera {
        private final Camera real;
        private final AtomicInteger given = new AtomicInteger();

        Throwing() throws DeviceException {
            real = cameras.open("test-pattern:64x36");
        }

        @Override
        public String name() {
            return "pulled out";
        }

        @Override
        public void start(FrameSink sink, Runnable lost) {
            real.start(
                    picture -> {
                        if (given.incrementAndGet() > BEFORE_THE_END) {
                            throw new IllegalStateException("the device is gone");
                        }
                        sink.frame(picture);
                    },
                    lost);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
