package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A camera's packets from a publisher through the server to a subscriber, over wires in memory and in virtual time. */
class ForwardingTest {
    private static final long DELAY = 20 * MILLI;

    private MemoryCall call = new MemoryCall(1);
    /** The Worker of those who receive. */
    private MemoryCall far = call;

    private MemoryClient publisher;
    private MemoryClient subscriber;
    private Producer producer;
    private Consumer consumer;
    private Camera camera;
    private Screen screen;

    ForwardingTest() throws InterruptedException {
        begin(1, MediaTracks.ROUTER);
    }

    private void begin(long seed, RtpCapabilities receiver) throws InterruptedException {
        end();
        call = new MemoryCall(seed);
        far = workerOfSubscribers(call);
        publisher = call.connected("publisher");
        subscriber = far.connected("subscriber");
        producer = MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
        consumer = MediaTracks.consume(far, subscriber, "screen", producer, receiver, MediaTracks.CONSUMER_SSRC);
        camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        screen = new Screen(far, subscriber, consumer);
        quality(0, 0);
    }

    MemoryCall workerOfSubscribers(MemoryCall home) {
        return home;
    }

    private void quality(double loss, long jitter) {
        for (MemoryWire wire : List.of(publisher.up, publisher.down, subscriber.up, subscriber.down)) {
            wire.quality(loss, DELAY, jitter);
        }
    }

    @AfterEach
    void end() {
        call.close();
        far.close();
    }

    private void resume() {
        consumer.resume(call.time.nanoTime());
    }

    /** The numbers of what arrived go on by one from piece to piece, and frame by frame. */
    private void assertUnbroken() {
        assertThat(screen.missing()).isZero();
        Screen.Piece last = screen.inOrder().getFirst();
        for (Screen.Piece piece : screen.inOrder().subList(1, screen.pieces.size())) {
            int step = piece.frame() == last.frame() ? 0 : 1;
            assertThat(piece.pictureId()).isEqualTo(last.pictureId() + step & 0x7fff);
            assertThat(piece.tl0()).isEqualTo(last.tl0() + step & 0xff);
            assertThat(piece.timestamp() - last.timestamp()).isGreaterThanOrEqualTo(step);
            last = piece;
        }
    }

    @Test
    void nothingFlowsBeforeTheConsumerIsResumed() {
        camera.run(true);
        call.time.pass(SECOND);

        assertThat(subscriber.rtp).isEmpty();
        assertThat(camera.keyFrameRequestNanos).isEmpty();
    }

    @Test
    void aResumedVideoConsumerStartsWithAKeyFrameThatWasAskedFor() {
        camera.run(true);
        call.time.pass(SECOND);

        resume();
        call.time.pass(SECOND);

        assertThat(camera.keyFrameRequestNanos).hasSize(1);
        assertThat(screen.inOrder().getFirst().key()).isTrue();
        assertThat(screen.inOrder().getFirst().index()).isZero();
        // Round trip, the rest of a frame, and the frame itself.
        assertThat(screen.pieces.size()).isGreaterThan(25 * camera.packetsPerFrame);
        assertUnbroken();
    }

    @Test
    void theKeyFrameIsAskedForAgainUntilItComesAndNotMoreThanTwiceASecond() {
        camera.run(true);
        call.time.pass(SECOND);
        camera.answersKeyFrameRequests = false;

        resume();
        call.time.pass(3 * SECOND);

        assertThat(camera.keyFrameRequestNanos).hasSizeBetween(5, 7);
        for (int i = 1; i < camera.keyFrameRequestNanos.size(); i++) {
            assertThat(camera.keyFrameRequestNanos.get(i) - camera.keyFrameRequestNanos.get(i - 1))
                    .isGreaterThanOrEqualTo(500 * MILLI);
        }
        assertThat(subscriber.rtp).isEmpty();
        camera.answersKeyFrameRequests = true;
        call.time.pass(SECOND);
        int asked = camera.keyFrameRequestNanos.size();
        assertThat(screen.inOrder().getFirst().key()).isTrue();
        call.time.pass(3 * SECOND);
        assertThat(camera.keyFrameRequestNanos).hasSize(asked);
    }

    @Test
    void twentySubscribersThatResumeAtOnceAskForOneKeyFrame() {
        List<Consumer> others = IntStream.range(1, 20)
                .mapToObj(i -> MediaTracks.consume(
                        far,
                        subscriber,
                        "other-" + i,
                        producer,
                        MediaTracks.ROUTER,
                        MediaTracks.CONSUMER_SSRC + 10L * i))
                .toList();
        camera.run(true);
        call.time.pass(SECOND);

        resume();
        others.forEach(each -> each.resume(call.time.nanoTime()));
        call.time.pass(SECOND);

        assertThat(camera.keyFrameRequestNanos).hasSize(1);
    }

    @Test
    void aSubscriberThatLostThePictureGetsAKeyFrame() {
        resume();
        camera.run(true);
        call.time.pass(2 * SECOND);
        assertThat(camera.keyFrameRequestNanos).isEmpty();

        screen.askForKeyFrame();
        call.time.pass(SECOND);

        assertThat(camera.keyFrameRequestNanos).hasSize(1);
        assertThat(screen.inOrder().stream().filter(Screen.Piece::key)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void retransmissionsCompleteTheStreamUnderTenPercentLossBothWays(long seed) throws InterruptedException {
        begin(seed, MediaTracks.ROUTER);
        resume();
        camera.run(true);
        call.time.pass(SECOND);

        quality(0.1, 10 * MILLI);
        call.time.pass(10 * SECOND);
        quality(0, 0);
        call.time.pass(2 * SECOND);
        camera.run(false);
        call.time.pass(SECOND);

        assertThat(camera.retransmissions).isPositive();
        assertThat(screen.repaired).isPositive();
        assertUnbroken();
        assertThat(screen.inOrder().getLast().frame()).isEqualTo(camera.frames() - 1);
        // Loss makes no key frames: everything was repaired.
        assertThat(screen.inOrder().stream().filter(Screen.Piece::key).count()).isLessThanOrEqualTo(2);
    }

    @Test
    void withoutRtxEveryLossIsRepairedAndTheFirstOneToo() throws InterruptedException {
        begin(1, MediaTracks.withoutRtx());
        assertThat(consumer.rtxSsrc()).isZero();
        resume();
        camera.run(true);
        call.time.pass(SECOND);

        subscriber.down.quality(0.05, DELAY, 0);
        call.time.pass(5 * SECOND);
        subscriber.down.quality(0, DELAY, 0);
        call.time.pass(2 * SECOND);
        camera.run(false);
        call.time.pass(SECOND);

        assertThat(consumer.reports().retransmissions()).isPositive();
        assertUnbroken();
        assertThat(screen.inOrder().getLast().frame()).isEqualTo(camera.frames() - 1);
        assertThat(call.drops.snapshot()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void withoutRtxWhatIsSentAgainIsTheSameBytesPaddedOrNot(int padded) throws InterruptedException {
        begin(1, MediaTracks.withoutRtx());
        subscriber.commonLength = padded;
        resume();
        camera.run(true);
        call.time.pass(SECOND);
        List<byte[]> lost = new ArrayList<>();
        Map<String, Integer> copies = new HashMap<>();
        subscriber.down.passes(datagram -> {
            boolean media = (datagram[0] & 0xc0) == 0x80 && (datagram[1] & 0xe0) != 0xc0;
            boolean first = media && copies.merge(Arrays.toString(datagram), 1, Integer::sum) == 1;
            if (first && lost.isEmpty()) {
                lost.add(datagram.clone());
                return false;
            }
            return true;
        });

        call.time.pass(SECOND);

        assertThat(copies.values()).filteredOn(count -> count > 1).containsExactly(2);
        assertThat(copies).containsEntry(Arrays.toString(lost.getFirst()), 2);
        assertThat(lost.getFirst().length).isGreaterThanOrEqualTo(padded);
        // Of one sequence number there is one ciphertext.
        assertThat(copies.keySet().stream()
                        .map(bytes -> List.of(bytes.split(", ")).subList(0, 4)))
                .doesNotHaveDuplicates();
        assertUnbroken();
    }

    @Test
    void aDatagramThatComesThreeTimesIsForwardedOnce() {
        resume();
        publisher.up.quality(0, DELAY, 0);
        for (int i = 0; i < 30; i++) {
            byte[] datagram = publisher.protect(camera.packet(i == 0, 0, true));
            for (int copy = 0; copy < 3; copy++) {
                publisher.up.send(datagram, 0, datagram.length);
            }
            camera.sequence++;
            call.time.pass(30 * MILLI);
        }
        call.time.pass(SECOND);

        assertThat(subscriber.rtp).hasSize(30);
        assertThat(call.drops.snapshot()).containsEntry("SRTP_REPLAY", 60L);
    }

    @Test
    void aRetransmissionOfWhatArrivedIsNotForwardedAgain() {
        resume();
        camera.frame();
        call.time.pass(SECOND);
        int before = subscriber.rtp.size();

        camera.retransmit(7_000);
        camera.retransmit(7_001);
        call.time.pass(SECOND);

        assertThat(subscriber.rtp).hasSize(before);
        assertThat(call.drops.of(DropReason.DUPLICATE)).isEqualTo(2);
    }

    @Test
    void numbersGoOnUnbrokenOverAPauseOfTheConsumer() {
        resume();
        camera.run(true);
        call.time.pass(SECOND);
        consumer.pause();
        call.time.pass(SECOND);
        int before = screen.pieces.size();
        call.time.pass(2 * SECOND);
        assertThat(screen.pieces).hasSize(before);

        resume();
        call.time.pass(SECOND);

        assertThat(screen.inOrder().get(before).key()).isTrue();
        assertUnbroken();
        // Time is the publisher's: what was left out took as long as it took.
        int ticks = screen.inOrder().get(before).timestamp()
                - screen.inOrder().get(before - 1).timestamp();
        assertThat(ticks).isBetween(3 * 90_000, 3 * 90_000 + 90_000 / 4);
    }

    @Test
    void numbersGoOnUnbrokenOverAPauseOfTheProducer() {
        resume();
        camera.run(true);
        call.time.pass(SECOND);
        call.router.pauseProducer("camera", call.time.nanoTime());
        call.time.pass(SECOND);
        int before = screen.pieces.size();
        call.time.pass(SECOND);
        assertThat(screen.pieces).hasSize(before);
        assertThat(camera.keyFrameRequestNanos).isEmpty();

        call.router.resumeProducer("camera", call.time.nanoTime());
        call.time.pass(SECOND);

        assertThat(camera.keyFrameRequestNanos).hasSize(1);
        assertThat(screen.inOrder().get(before).key()).isTrue();
        assertUnbroken();
    }

    @Test
    void sequenceNumbersRollOverUnderEncryption() {
        camera.sequence = 65_500;
        camera.pictureId = 32_760;
        camera.tl0 = 250;
        resume();
        camera.run(true);

        call.time.pass(3 * SECOND);

        assertThat(camera.sequence).isLessThan(1_000);
        assertThat(screen.pieces.size()).isGreaterThan(80 * camera.packetsPerFrame);
        assertUnbroken();
        assertThat(call.drops.snapshot()).isEmpty();
    }

    @Test
    void theConsumersOwnNumbersRollOverToo() {
        camera.packetsPerFrame = 100;
        resume();
        camera.run(true);

        call.time.pass(23 * SECOND);

        assertThat(screen.pieces.size()).isGreaterThan(0x1_0000);
        assertThat(screen.missing()).isZero();
        assertThat(screen.duplicates).isZero();
        assertThat(call.drops.snapshot()).isEmpty();
    }
}
