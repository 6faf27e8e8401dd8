package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.signaling.Tracks;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.SenderClock;
import dev.parley.sfu.stream.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher on one Worker and those who receive on another: what goes between them, and what is left when they end. */
class PipeTest {
    /** As many as a pipe holds. */
    private static final int CAPACITY = 1_024;

    private final MemoryCall home = new MemoryCall(1);
    private final MemoryCall far = home.otherWorker();
    private final MemoryClient publisher = home.connected("publisher");
    private final MemoryClient subscriber = far.connected("subscriber");
    private final Producer producer =
            MediaTracks.produce(home, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    private final Camera camera = new Camera(home, publisher, MediaTracks.CAMERA_SSRC);
    private int consumers;

    PipeTest() throws InterruptedException {}

    @AfterEach
    void end() {
        home.close();
        far.close();
    }

    private Consumer consume(MemoryCall call, MemoryClient client) {
        return consume(call, client, producer);
    }

    private Consumer consume(MemoryCall call, MemoryClient client, Producer what) {
        int number = consumers++;
        Consumer consumer = MediaTracks.consume(
                call, client, "screen-" + number, what, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC + 10L * number);
        consumer.resume(call.time.nanoTime());
        return consumer;
    }

    private void pass(long nanos) {
        home.time.pass(nanos);
    }

    private long piped() {
        return home.drops.values().piped();
    }

    private static List<RtpPacket> of(MemoryClient client, Consumer consumer) {
        return client.rtp.stream()
                .filter(packet -> packet.ssrc() == consumer.ssrc())
                .toList();
    }

    @Test
    void aPacketCrossesOnceHoweverManyConsumeItThereAndIsInOrderForEach() throws InterruptedException {
        MemoryClient besides = home.connected("besides");
        List<Consumer> there = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            there.add(consume(far, subscriber));
        }
        Consumer here = consume(home, besides);
        pass(0);

        for (int i = 0; i < 30; i++) {
            camera.frame();
            pass(33 * MILLI);
        }

        int sent = 30 * camera.packetsPerFrame;
        assertThat(far.pipeFromHome.unused()).isFalse();
        assertThat(piped()).isEqualTo(sent);
        assertThat(of(besides, here)).hasSize(sent);
        for (Consumer each : there) {
            List<RtpPacket> packets = of(subscriber, each);
            assertThat(packets).hasSize(sent);
            for (int i = 1; i < sent; i++) {
                assertThat(packets.get(i).sequenceNumber())
                        .isEqualTo(packets.get(i - 1).sequenceNumber() + 1 & 0xffff);
            }
        }
        assertThat(home.drops.snapshot()).isEmpty();
    }

    @Test
    void aPictureWaitsHereForAsLongAsItsPacketsLeaveInOnePieceThere() throws InterruptedException {
        consume(far, subscriber);
        camera.frame();
        pass(100 * MILLI);
        subscriber.rtp.clear();

        publisher.sendRtp(camera.packet(false, 0, false));
        camera.sequence++;
        pass(MILLI - 1);
        assertThat(subscriber.rtp).isEmpty();
        pass(1);
        assertThat(subscriber.rtp).hasSize(1);

        subscriber.joins = false;
        camera.frame();
        pass(100 * MILLI);
        subscriber.rtp.clear();
        publisher.sendRtp(camera.packet(false, 0, false));
        camera.sequence++;
        pass(0);
        assertThat(subscriber.rtp).hasSize(1);

        // One who joins them is enough.
        MemoryClient other = far.connected("other");
        consume(far, other);
        camera.frame();
        pass(100 * MILLI);
        subscriber.rtp.clear();
        publisher.sendRtp(camera.packet(false, 0, false));
        pass(MILLI - 1);
        assertThat(subscriber.rtp).isEmpty();
        pass(1);
        assertThat(subscriber.rtp).hasSize(1);
    }

    @Test
    void nothingCrossesWhereNobodyConsumesIt() throws InterruptedException {
        consume(home, home.connected("besides"));
        camera.run(true);
        pass(SECOND);
        assertThat(piped()).isZero();

        Consumer there = consume(far, subscriber);
        pass(SECOND);
        assertThat(piped()).isPositive();

        far.router.closeConsumer(there.id());
        pass(0);
        long before = piped();
        pass(SECOND);
        assertThat(piped()).isEqualTo(before);
    }

    @Test
    void whoComesSoonAfterAKeyFrameSeesItWithoutAskingForOne() {
        for (int i = 0; i < 5; i++) {
            camera.frame();
            pass(33 * MILLI);
        }
        Consumer there = consume(far, subscriber);
        pass(MILLI);

        assertThat(of(subscriber, there)).hasSize(5 * camera.packetsPerFrame);
        camera.frame();
        pass(33 * MILLI);
        assertThat(of(subscriber, there)).hasSize(6 * camera.packetsPerFrame);
        assertThat(camera.keyFrameRequestNanos).isEmpty();
    }

    @Test
    void aPacketThatHasJustComeWhenThePipeOpensCrossesOnce() {
        camera.frame();
        pass(33 * MILLI);
        camera.packetsPerFrame = 2;
        publisher.sendRtp(camera.packet(false, 0, false));
        camera.sequence++;
        Consumer there = consume(far, subscriber);
        pass(MILLI / 2);
        publisher.sendRtp(camera.packet(false, 1, true));
        pass(SECOND / 4);

        assertThat(piped()).isEqualTo(5);
        assertThat(of(subscriber, there)).hasSize(5);
    }

    @Test
    void whatDoesNotFitIsDroppedAndCountedAndAKeyFrameMendsIt() {
        Consumer there = consume(far, subscriber);
        Screen screen = new Screen(far, subscriber, there);
        camera.packetsPerFrame = 32;
        camera.frame();
        pass(33 * MILLI);

        far.takesFromPipe = false;
        int frames = 40;
        for (int i = 0; i < frames; i++) {
            camera.frame();
            pass(33 * MILLI);
        }
        long lost = frames * 32L - CAPACITY;
        assertThat(home.drops.of(DropReason.PIPE_FULL)).isEqualTo(lost);
        assertThat(piped()).isEqualTo(32 + CAPACITY);
        assertThat(of(subscriber, there)).hasSize(32);

        far.takeFromPipe();
        pass(SECOND);
        assertThat(screen.arrivals).hasSize(32 + CAPACITY);
        screen.askForKeyFrame();
        camera.run(true);
        pass(SECOND);
        assertThat(home.drops.of(DropReason.PIPE_FULL)).isEqualTo(lost);
        assertThat(camera.keyFrameRequestNanos).isNotEmpty();
        assertThat(screen.arrivals.getLast().frame()).isEqualTo(camera.frames() - 1);
        assertThat(screen.arrivals.stream().filter(Screen.Piece::key)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whereAPipeIsHalfFullAKeyFrameIsAskedForAndNotTakenAlong() throws InterruptedException {
        MemoryClient another = home.connected("another");
        long ssrc = MediaTracks.CAMERA_SSRC + 100;
        Producer other = MediaTracks.produce(
                home, another, "other", MediaKind.VIDEO, MediaTracks.parameters("video", Tracks.vp8("0", ssrc)));
        Camera second = new Camera(home, another, ssrc);
        consume(far, subscriber);
        pass(MILLI);
        far.takesFromPipe = false;
        camera.packetsPerFrame = 32;
        while (piped() <= CAPACITY / 2) {
            camera.frame();
            pass(33 * MILLI);
        }
        second.frame();
        pass(33 * MILLI);
        long before = piped();
        Consumer there = consume(far, subscriber, other);
        pass(MILLI);
        assertThat(piped()).isEqualTo(before);

        far.takeFromPipe();
        pass(MILLI);
        second.run(true);
        pass(SECOND);
        assertThat(second.keyFrameRequestNanos).isNotEmpty();
        assertThat(of(subscriber, there)).hasSizeGreaterThan(20 * second.packetsPerFrame);
        assertThat(home.drops.of(DropReason.PIPE_FULL)).isZero();
    }

    @Test
    void aProducerThatIsPausedIsPausedThereToo() {
        home.router.pauseProducer("camera", home.time.nanoTime());
        Consumer there = consume(far, subscriber);
        camera.run(true);
        pass(SECOND);
        assertThat(there.flows()).isFalse();
        assertThat(subscriber.rtp).isEmpty();

        home.router.resumeProducer("camera", home.time.nanoTime());
        pass(SECOND);
        assertThat(there.flows()).isTrue();
        assertThat(of(subscriber, there).size()).isGreaterThan(20 * camera.packetsPerFrame);
    }

    @Test
    void thePublishersClockIsKnownThereOfBeforeAndOfAfterThePipeOpened() {
        camera.frame();
        pass(33 * MILLI);
        report(1_000_000L);
        Consumer there = consume(far, subscriber);
        pass(MILLI);
        assertThat(clockOf(there)).isEqualTo(clockOf(producer));

        report(2_000_000L);
        pass(MILLI);
        assertThat(clockOf(there)).isEqualTo(clockOf(producer));
        assertThat(clockOf(there).ntpTime()).isEqualTo(2_000_000L);
    }

    private void report(long ntp) {
        producer.senderReport(
                new dev.parley.protocol.rtcp.SenderReport(
                        (int) MediaTracks.CAMERA_SSRC, ntp, camera.timestamp, 1, 1, List.of()),
                home.time.nanoTime());
    }

    private SenderClock.Reading clockOf(Consumer consumer) {
        Track track = far.router.track(consumer.producerId());
        return track == null ? new SenderClock.Reading(0, 0, 0) : clockOf(track);
    }

    private static SenderClock.Reading clockOf(Track track) {
        var stream = track.layers().stream(0);
        return stream == null
                ? new SenderClock.Reading(0, 0, 0)
                : stream.senderClock().reading().orElseThrow();
    }

    @Test
    void aProducerThatEndsBeforeThePipeIsOpenEndsItsConsumersThere() {
        Consumer there = consume(far, subscriber);
        home.router.closeProducer("camera");
        pass(0);

        assertThat(there.closed()).isTrue();
        assertThat(far.router.consumer(there.id())).isNull();
        assertThat(far.router.routes()).isZero();
        assertThat(home.router.routes()).isZero();
    }

    @Test
    void theTransportOfThePublisherTakesConsumersThereWithIt() {
        Consumer first = consume(far, subscriber);
        Consumer second = consume(far, subscriber);
        camera.run(true);
        pass(SECOND);
        camera.run(false);

        home.router.closeTransport("publisher");
        pass(MILLI);

        assertThat(first.closed()).isTrue();
        assertThat(second.closed()).isTrue();
        assertThat(subscriber.transport.consumers()).isEmpty();
        assertThat(far.router.routes()).isZero();
        assertThat(home.router.routes()).isZero();
    }

    @Test
    void whoBreaksThereDisturbsNobodyElse() throws InterruptedException {
        MemoryClient whole = far.connected("whole");
        consume(far, subscriber);
        Consumer sound = consume(far, whole);
        camera.run(true);
        pass(SECOND);
        subscriber.brokenEgress = true;
        int before = of(whole, sound).size();
        pass(SECOND);

        assertThat(far.failures).containsOnlyKeys("subscriber");
        assertThat(home.failures).isEmpty();
        assertThat(of(whole, sound).size() - before).isGreaterThan(25 * camera.packetsPerFrame);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void inWhateverOrderThingsEndNothingIsLeft(long seed) {
        Random die = new Random(seed);
        List<Consumer> open = new ArrayList<>();
        List<String> producers = new ArrayList<>();
        camera.run(true);
        for (int i = 0; i < 300; i++) {
            switch (die.nextInt(8)) {
                case 0 -> {
                    String id = "more-" + i;
                    producers.add(id);
                    MediaTracks.produce(home, publisher, id, MediaKind.AUDIO, MediaTracks.MICROPHONE);
                }
                case 1 -> {
                    if (!producers.isEmpty()) {
                        home.router.closeProducer(producers.remove(die.nextInt(producers.size())));
                    }
                }
                case 2, 3 -> open.add(consume(far, subscriber));
                case 4 -> {
                    if (!producers.isEmpty()) {
                        open.add(consumeSound(producers.get(die.nextInt(producers.size()))));
                    }
                }
                case 5, 6 -> {
                    if (!open.isEmpty()) {
                        far.router.closeConsumer(
                                open.remove(die.nextInt(open.size())).id());
                    }
                }
                default -> pass(die.nextLong(50 * MILLI));
            }
        }
        if (die.nextBoolean()) {
            far.router.closeTransport("subscriber");
        } else {
            open.forEach(each -> far.router.closeConsumer(each.id()));
        }
        pass(MILLI);
        camera.run(false);
        assertThat(far.router.routes()).isZero();
        assertThat(far.pipeFromHome.unused()).isTrue();
        assertThat(home.router.routes()).isEqualTo(1 + producers.size());
        home.router.close();
        pass(MILLI);
        assertThat(home.router.routes()).isZero();
        assertThat(home.failures).isEmpty();
    }

    private Consumer consumeSound(String producerId) {
        Producer sound = home.router.producer(producerId);
        if (sound == null) {
            throw new AssertionError(producerId + " is not there");
        }
        return consume(far, subscriber, sound);
    }

    @Test
    void aThousandWhoComeAndGoLeaveNothing() {
        camera.run(true);
        for (int i = 0; i < 1_000; i++) {
            Consumer there = consume(far, subscriber);
            pass(i % 7 == 0 ? 20 * MILLI : 0);
            far.router.closeConsumer(there.id());
        }
        camera.run(false);
        pass(SECOND);

        assertThat(far.router.routes()).isZero();
        assertThat(home.router.routes()).isEqualTo(1);
        assertThat(subscriber.transport.consumers()).isEmpty();
    }
}
