package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.Bye;
import dev.parley.protocol.rtcp.ReceiverEstimatedMaxBitrate;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a subscriber's line is thought to carry, and how packets go out over it. */
class SubscriberRateTest {
    private static final long DELAY = 20 * MILLI;
    private static final int TRANSPORT_CC = 5;

    private final MemoryCall call = new MemoryCall(1);
    private final MemoryClient publisher = call.connected("publisher");
    private final MemoryClient subscriber = call.connected("subscriber");
    private final Producer producer =
            MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    private final Consumer consumer =
            MediaTracks.consume(call, subscriber, "screen", producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC);
    private final Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
    private final Screen screen = new Screen(call, subscriber, consumer);
    private final List<Long> departures = new ArrayList<>();

    SubscriberRateTest() throws InterruptedException {
        for (MemoryWire wire : List.of(publisher.up, publisher.down, subscriber.up, subscriber.down)) {
            wire.quality(0, DELAY, 0);
        }
        subscriber.down.passes(datagram -> {
            departures.add(call.time.nanoTime());
            return true;
        });
        consumer.resume(call.time.nanoTime());
    }

    @AfterEach
    void end() {
        call.close();
    }

    private MemoryLink line(LongUnaryOperator bitsPerSecond) {
        MemoryLink link = new MemoryLink(bitsPerSecond, 400 * MILLI);
        subscriber.down.through(link);
        return link;
    }

    /** A camera with so many bits a second at 30 pictures a second. */
    private void run(int bitsPerSecond) {
        camera.payloadLength = 1_000;
        camera.packetsPerFrame = Math.max(1, bitsPerSecond / 30 / 8_000);
        camera.run(true);
    }

    private long estimate() {
        return subscriber.transport.subscriberRate().bitsPerSecond();
    }

    private static int number(RtpPacket packet) {
        return Bytes.u16(packet.buffer(), packet.extensionOffset(TRANSPORT_CC));
    }

    private long mostAtOnce() {
        return departures.stream()
                .mapToLong(at -> departures.stream().filter(at::equals).count())
                .max()
                .orElse(0);
    }

    @Test
    void aLargePictureDoesNotLeaveAtOnceAndLosesNothingByIt() {
        new Answers(call, subscriber);
        camera.payloadLength = 1_000;
        camera.packetsPerFrame = 60;
        camera.frame();
        call.time.pass(SECOND);

        assertThat(mostAtOnce()).isLessThanOrEqualTo(12);
        assertThat(screen.pieces).hasSize(60);
        assertThat(screen.missing()).isZero();
        List<Integer> numbers =
                subscriber.rtp.stream().map(SubscriberRateTest::number).toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(numbers.size() - 1);
        // 60 packets of 8 kbit at 5 Mbit/s, or less when the first answer has come meanwhile.
        assertThat(screen.pieces.lastEntry().getValue().marker()).isTrue();
    }

    @Test
    void aPathThatLosesGetsShorterBursts() {
        new Answers(call, subscriber);
        run(1_500_000);
        call.time.pass(5 * SECOND);
        lost(0.1);
        call.time.pass(5 * SECOND);
        lost(0.1);
        call.time.pass(5 * SECOND);
        camera.run(false);
        call.time.pass(SECOND);
        departures.clear();

        camera.packetsPerFrame = 60;
        camera.frame();
        call.time.pass(SECOND);

        assertThat(departures).hasSizeGreaterThanOrEqualTo(60);
        assertThat(mostAtOnce()).isLessThanOrEqualTo(7);
        assertThat(screen.missing()).isZero();
    }

    /** The subscriber reports that so much was lost of late. */
    private void lost(double share) {
        ReportBlock block = new ReportBlock(consumer.ssrc(), (int) (share * 256), 0, 0, 0, 0, 0);
        subscriber.sendRtcp(new ReceiverReport(1, List.of(block)));
    }

    @Test
    void whatWaitsOfAConsumerThatIsClosedIsNotSentAfterItsEnd() {
        new Answers(call, subscriber);
        camera.payloadLength = 1_000;
        camera.packetsPerFrame = 60;
        camera.frame();
        call.time.pass(60 * MILLI);

        call.router.closeConsumer(consumer.id());
        call.time.pass(2 * DELAY);
        int arrived = screen.pieces.size();
        call.time.pass(SECOND);

        assertThat(arrived).isBetween(10, 50);
        assertThat(screen.pieces).hasSize(arrived);
        assertThat(subscriber.rtcp(Bye.class)).hasSize(1);
        call.router.closeProducer("camera");
        assertThat(subscriber.transport.pace(call.time.nanoTime())).isFalse();
    }

    @Test
    void theSendTimeIsThatOfLeaving() {
        camera.payloadLength = 1_000;
        camera.packetsPerFrame = 60;
        camera.frame();
        call.time.pass(SECOND);

        RtpPacket first = subscriber.rtp.getFirst();
        RtpPacket last = subscriber.rtp.getLast();
        int units =
                Bytes.u24(last.buffer(), last.extensionOffset(4)) - Bytes.u24(first.buffer(), first.extensionOffset(4));
        long elapsed = ((units & 0xff_ffff) * SECOND) >> 18;
        assertThat(elapsed).isBetween(50 * MILLI, 200 * MILLI);
    }

    @Test
    void audioDoesNotWaitBehindAPicture() throws InterruptedException {
        Producer microphone =
                MediaTracks.produce(call, publisher, "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE);
        Consumer speaker = MediaTracks.consume(
                call, subscriber, "speaker", microphone, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC + 100);
        speaker.resume(call.time.nanoTime());
        camera.payloadLength = 1_000;
        camera.packetsPerFrame = 60;
        camera.frame();
        call.time.pass(DELAY + MILLI);
        int before = departures.size();
        publisher.sendRtp(Tones.packet(500));
        call.time.pass(2 * DELAY);

        RtpPacket heard = subscriber.rtp.stream()
                .filter(packet -> packet.ssrc() == speaker.ssrc())
                .findAny()
                .orElseThrow();
        assertThat(before).isBetween(1, 30);
        assertThat(subscriber.rtp.indexOf(heard)).isLessThan(40);
        call.time.pass(SECOND);
        assertThat(screen.missing()).isZero();
    }

    @Test
    void whatIsSentAgainGoesBeforeWhatWaits() {
        new Answers(call, subscriber);
        camera.payloadLength = 1_000;
        camera.packetsPerFrame = 60;
        int[] count = {0};
        subscriber.down.passes(datagram -> datagram.length < 500 || ++count[0] != 3);
        camera.frame();
        call.time.pass(SECOND);

        assertThat(screen.missing()).isZero();
        assertThat(screen.repaired).isEqualTo(1);
        long third = screen.pieces.firstKey() + 2;
        int place = screen.arrivals.indexOf(screen.pieces.get(third));
        // Asked for within a round trip and a bit, and then before the rest of the picture.
        assertThat(place).isLessThan(50);
    }

    @Test
    void probesFindWhatTheLineCarries() {
        MemoryLink line = line(time -> 3_000_000);
        Answers answers = new Answers(call, subscriber);
        run(480_000);
        call.time.pass(20 * SECOND);

        assertThat(estimate()).isBetween(1_500_000L, 3_300_000L);
        assertThat(line.lost).isZero();
        assertThat(screen.missing()).isZero();
        // What was sent beside the camera's bits, in twenty seconds.
        assertThat(line.bytes * 8 / 20).isLessThan(650_000);
        assertThat(answers.numbered).isGreaterThan(1_000);
    }

    @Test
    void aLineThatIsTooSlowIsNoticed() {
        line(time -> 500_000);
        new Answers(call, subscriber);
        run(960_000);
        call.time.pass(10 * SECOND);

        assertThat(estimate()).isLessThan(550_000);
    }

    @Test
    void aLineThatGetsSlowerIsNoticedWithinThreeSecondsAndItsRecoveryToo() {
        long begin = call.time.nanoTime();
        line(time -> time - begin > 10 * SECOND && time - begin < 30 * SECOND ? 300_000 : 2_000_000);
        new Answers(call, subscriber);
        run(480_000);
        call.time.pass(10 * SECOND);
        assertThat(estimate()).isGreaterThan(1_000_000);
        call.time.pass(3 * SECOND);
        assertThat(estimate()).isLessThan(330_000);
        call.time.pass(17 * SECOND);
        assertThat(estimate()).isLessThan(330_000);
        call.time.pass(20 * SECOND);
        assertThat(estimate()).isGreaterThan(1_000_000);
    }

    @Test
    void whoDoesNotAnswerIsNeitherLimitedNorProbed() {
        run(480_000);
        call.time.pass(100 * MILLI);
        assertThat(estimate()).isEqualTo(600_000);
        call.time.pass(5 * SECOND);

        assertThat(estimate()).isEqualTo(Long.MAX_VALUE);
        assertThat(subscriber.rtp).hasSize(screen.pieces.size());
    }

    @Test
    void whatNobodyWillAnswerForDoesNotWait() {
        run(480_000);
        call.time.pass(5 * SECOND);
        departures.clear();
        camera.packetsPerFrame = 100;
        camera.frame();
        call.time.pass(2 * DELAY);

        assertThat(mostAtOnce()).isEqualTo(100);
    }

    @Test
    void aSubscribersOwnEstimateCountsWhereThereIsNoOther() {
        run(480_000);
        subscriber.sendRtcp(new ReceiverEstimatedMaxBitrate(1, 0, 750_000, List.of((int) MediaTracks.CONSUMER_SSRC)));
        call.time.pass(5 * SECOND);

        assertThat(estimate()).isEqualTo(750_000);
    }

    @Test
    void whereNoVideoFlowsNothingIsProbed() {
        new Answers(call, subscriber);
        run(480_000);
        call.time.pass(2 * SECOND);
        consumer.pause();
        call.time.pass(SECOND);
        int before = subscriber.rtp.size();
        call.time.pass(20 * SECOND);

        assertThat(subscriber.rtp).hasSize(before);
    }

    @Test
    void whatDoesNotFitIsCountedAndThePictureGoesOnWithAKeyFrame() {
        camera.payloadLength = 1_000;
        camera.packetsPerFrame = 1_500;
        camera.frame();
        call.time.pass(3 * SECOND);
        assertThat(call.drops.of(DropReason.WAITED_TOO_LONG)).isPositive();
        assertThat(camera.keyFrameRequestNanos).isNotEmpty();

        camera.packetsPerFrame = 3;
        camera.run(true);
        call.time.pass(3 * SECOND);
        assertThat(screen.inOrder().getLast().frame()).isGreaterThan(camera.frames() - 10);
    }
}
