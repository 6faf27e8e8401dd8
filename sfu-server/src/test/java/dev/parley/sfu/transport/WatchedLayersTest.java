package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a publisher is told of those who watch. */
class WatchedLayersTest {
    private final MemoryCall call = new MemoryCall(1);
    private final MemoryClient publisher = call.client("publisher");
    private final MemoryCall far = workerOfSubscribers(call);
    private final MemoryClient subscriber = far.client("subscriber");
    private final Producer producer =
            MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, SimulcastTest.bySsrc());

    @AfterEach
    void end() {
        call.close();
        far.close();
    }

    MemoryCall workerOfSubscribers(MemoryCall home) {
        return home;
    }

    private Consumer watcher(int number) {
        Consumer consumer = MediaTracks.consume(
                far,
                subscriber,
                "screen-" + number,
                producer,
                MediaTracks.ROUTER,
                MediaTracks.CONSUMER_SSRC + 10L * number);
        consumer.resume(call.time.nanoTime());
        return consumer;
    }

    @Test
    void whoeverWatchesInFullWantsEverythingAndNothingIsSaid() {
        watcher(1);
        call.time.pass(10 * SECOND);

        assertThat(call.wanted).isEmpty();
    }

    @Test
    void lessIsWantedAfterAWhileAndMoreAtOnce() {
        Consumer first = watcher(1);
        Consumer second = watcher(2);
        first.prefer(0, 7, call.time.nanoTime());
        second.prefer(1, 7, call.time.nanoTime());
        call.time.pass(2 * SECOND);
        assertThat(call.wanted).isEmpty();
        call.time.pass(2 * SECOND);
        assertThat(call.wanted).containsExactly(1);

        first.prefer(2, 7, call.time.nanoTime());
        call.time.pass(250 * MILLI);
        assertThat(call.wanted).containsExactly(1, 2);
    }

    @Test
    void aPauseThatIsShortIsNothingToTell() {
        Consumer consumer = watcher(1);
        for (int i = 0; i < 5; i++) {
            consumer.pause();
            call.time.pass(2 * SECOND);
            consumer.resume(call.time.nanoTime());
            call.time.pass(SECOND);
        }
        assertThat(call.wanted).isEmpty();

        consumer.pause();
        call.time.pass(4 * SECOND);
        assertThat(call.wanted).containsExactly(-1);
    }

    @Test
    void aProducerOfOneEncodingIsToldNothing() {
        MediaTracks.produce(call, publisher, "other", MediaKind.VIDEO, MediaTracks.CAMERA);
        call.router.closeProducer("camera");
        call.time.pass(10 * SECOND);

        assertThat(call.wanted).isEmpty();
    }
}
