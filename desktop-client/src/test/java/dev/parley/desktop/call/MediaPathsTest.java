package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.protocol.signaling.TransportDirection;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaPathsTest {
    private final VirtualTime time = new VirtualTime();
    private final OwnMedia own = new OwnMedia(VideoCodecs.find(Optional.of("jcodec")));
    private final Ended ended = new Ended();
    private final MediaPaths paths = new MediaPaths(new ServerInMemory().settings(own, time), new Line(), "ada", ended);

    @AfterEach
    void close() {
        paths.close();
        own.close();
    }

    @Test
    void whoseTransportTheServerClosedWaitsForTheReason() {
        paths.closedByServer(TransportDirection.SEND);
        paths.closedByServer(TransportDirection.RECV);
        time.pass(1);
        assertThat(ended.times).isZero();
        time.pass(2);
        assertThat(ended.times).isPositive();
    }

    @Test
    void whoHasBeenToldTheReasonHearsNoMore() {
        paths.closedByServer(TransportDirection.SEND);
        time.pass(1);
        paths.close();
        time.pass(10);
        assertThat(ended.times).isZero();
    }

    private static final class Ended implements MediaPaths.Listener {
        private int times;

        @Override
        public void connected() {
            throw new AssertionError("there is no path");
        }

        @Override
        public void interrupted() {
            throw new AssertionError("there is no path");
        }

        @Override
        public void ended(boolean everConnected) {
            times++;
        }

        @Override
        public void failed(Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
