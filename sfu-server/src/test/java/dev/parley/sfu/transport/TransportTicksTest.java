package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.ReceiverEstimatedMaxBitrate;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.wire.NtpTime;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.transport.WebRtcTransport.FailureReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** For how many transports there is something to do while time passes, and that nothing comes late by it. */
class TransportTicksTest {
    private static final long TICK = WebRtcTransport.TICK_MILLIS * MILLI;

    private final MemoryCall call = new MemoryCall(1);
    /** Where people only receive, so that what is counted there is of subscribers alone. */
    private final MemoryCall away = call.otherWorker();

    private final MemoryClient publisher = call.connected("publisher");
    private int tone;
    private boolean sounds;

    TransportTicksTest() throws InterruptedException {}

    @AfterEach
    void end() {
        away.close();
        call.close();
    }

    private Producer microphone() {
        Producer microphone =
                MediaTracks.produce(call, publisher, "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE);
        sounds = true;
        tellsTheTime(MediaTracks.MICROPHONE_SSRC);
        call.time.every(20 * MILLI, () -> {
            if (sounds) {
                publisher.sendRtp(Tones.packet(tone++));
            }
        });
        return microphone;
    }

    private Producer camera() {
        Producer camera = MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
        tellsTheTime(MediaTracks.CAMERA_SSRC);
        new Camera(call, publisher, MediaTracks.CAMERA_SSRC).run(true);
        return camera;
    }

    /** The publisher's sender reports, without which the server has none to make. */
    private void tellsTheTime(long ssrc) {
        call.time.every(SECOND / 4, () -> {
            if (sounds || ssrc != MediaTracks.MICROPHONE_SSRC) {
                long ntp = NtpTime.fromUnixNanos(call.time.unixNanos());
                publisher.sendRtcp(
                        new SenderReport((int) ssrc, ntp, (int) (call.time.nanoTime() / 10_000), 1, 1, List.of()));
            }
        });
    }

    private MemoryClient subscriber(String name, Producer producer) throws InterruptedException {
        MemoryClient subscriber = away.connected(name);
        consume(subscriber, producer);
        return subscriber;
    }

    private Consumer consume(MemoryClient subscriber, Producer producer) {
        Consumer consumer = MediaTracks.consume(
                away,
                subscriber,
                subscriber.transport.id() + " of " + producer.id(),
                producer,
                MediaTracks.ROUTER,
                MediaTracks.CONSUMER_SSRC
                        + 1_000_000L * subscriber.transport.consumers().size());
        consumer.resume(call.time.nanoTime());
        return consumer;
    }

    /** How many transports there were to look after in so many seconds, all ticks together. */
    private int looked(MemoryCall where, int seconds) {
        int before = where.looked;
        call.time.pass(seconds * SECOND);
        return where.looked - before;
    }

    @Test
    void onATransportWithNothingOnItOnlyConsentIsDue() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            away.connected("idle-" + i);
        }
        call.time.pass(SECOND);

        // Checks of all of them are answered; half a minute after each is due.
        assertThat(looked(away, 60)).isLessThanOrEqualTo(300);
        assertThat(away.failures).isEmpty();
    }

    @Test
    void silenceIsNoticedWithTheFirstTickAfterHalfAMinute() throws InterruptedException {
        MemoryClient client = away.connected("client");
        AtomicLong last = new AtomicLong();
        client.up.passes(datagram -> {
            last.set(call.time.nanoTime());
            return true;
        });
        call.time.pass(20 * SECOND);
        client.up.passes(datagram -> false);
        while (away.failures.isEmpty()) {
            call.time.pass(MILLI);
        }

        assertThat(call.time.nanoTime() - last.get()).isBetween(30 * SECOND, 30 * SECOND + TICK);
        assertThat(away.failures).isEqualTo(Map.of("client", FailureReason.TIMEOUT));
    }

    @Test
    void whoOnlyHearsSoundIsLookedAfterForReportsAlone() throws InterruptedException {
        Producer microphone = microphone();
        MemoryClient subscriber = subscriber("subscriber", microphone);
        new Answers(away, subscriber);
        call.time.pass(5 * SECOND);
        int reports = subscriber.rtcp(SenderReport.class).size();

        int looked = looked(away, 20);

        // Once a second each: asked for reports, and for what its line may repeat.
        assertThat(looked).isBetween(20, 80);
        assertThat(subscriber.rtcp(SenderReport.class).size() - reports).isBetween(9, 10);
        assertThat(subscriber.rtp).hasSizeGreaterThan(1_200);
    }

    @Test
    void whoseClientSaysNothingOfItsLineIsNotLookedAfterForIt() throws InterruptedException {
        Producer camera = camera();
        MemoryClient subscriber = subscriber("subscriber", camera);
        call.time.pass(5 * SECOND);
        assertThat(subscriber.transport.subscriberRate().bitsPerSecond()).isEqualTo(Long.MAX_VALUE);

        assertThat(looked(away, 20)).isBetween(20, 50);

        // From when on it does, what it says counts.
        subscriber.sendRtcp(new ReceiverEstimatedMaxBitrate(1, 0, 200_000, List.of()));
        assertThat(looked(away, 1)).isGreaterThanOrEqualTo(15);
        assertThat(subscriber.transport.subscriberRate().bitsPerSecond()).isEqualTo(200_000);
    }

    @Test
    void theEstimateIsLookedAtWhileVideoFlows() throws InterruptedException {
        Producer camera = camera();
        MemoryClient subscriber = subscriber("subscriber", camera);
        new Answers(away, subscriber);
        call.time.pass(5 * SECOND);

        assertThat(looked(away, 10)).isBetween(160, 220);
    }

    @Test
    void whoSeesNothingAndThenSeesAgainIsLookedAfterAtOnce() throws InterruptedException {
        Producer microphone = microphone();
        MemoryClient subscriber = subscriber("subscriber", microphone);
        call.time.pass(10 * SECOND);
        Consumer picture = consume(subscriber, camera());
        new Answers(away, subscriber);

        call.time.pass(SECOND);

        assertThat(picture.currentSpatialLayer()).isZero();
        assertThat(subscriber.rtcp(SenderReport.class).stream().filter(report -> report.ssrc() == picture.ssrc()))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(looked(away, 1)).isBetween(15, 30);
    }

    @Test
    void aPublisherIsLookedAfterWithEachTickWhileItSendsAndSeldomWhileItIsSilent() {
        microphone();
        call.time.pass(SECOND);
        assertThat(looked(call, 1)).isEqualTo(50);

        sounds = false;
        call.time.pass(4 * SECOND);

        assertThat(call.silences).containsExactly("microphone true");
        assertThat(looked(call, 10)).isBetween(49, 51);
    }

    @Test
    void whatAPublisherLosesWhenItBeginsAgainIsAskedForAsSoon() {
        MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        camera.frame();
        // Between two of the rare looks.
        call.time.pass(10 * SECOND + 30 * MILLI);

        publisher.up.passes(datagram -> false);
        camera.frame();
        publisher.up.passes(datagram -> true);
        camera.frame();
        // The request is lost, so that another must follow.
        publisher.down.passes(datagram -> false);
        call.time.pass(10 * MILLI);
        publisher.down.passes(datagram -> true);
        long lostNanos = call.time.nanoTime() - 10 * MILLI;
        call.time.pass(SECOND);

        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < publisher.rtcp.size(); i++) {
            if (publisher.rtcp.get(i) instanceof GenericNack) {
                asked.add(publisher.rtcpNanos.get(i) - lostNanos);
            }
        }
        assertThat(asked).isNotEmpty();
        assertThat(asked.getFirst()).isLessThanOrEqualTo(100 * MILLI + TICK);
        assertThat(camera.retransmissions).isEqualTo(3);
    }

    @Test
    void aTransportThatIsClosedIsNoLongerLookedAfter() throws InterruptedException {
        Producer microphone = microphone();
        subscriber("one", microphone);
        subscriber("two", microphone);
        MemoryClient three = subscriber("three", microphone);
        call.time.pass(SECOND);

        away.router.closeTransport("one");
        away.router.closeTransport("two");
        assertThat(away.ticks.isEmpty()).isFalse();
        call.time.pass(10 * SECOND);
        assertThat(three.rtcp(SenderReport.class)).hasSizeGreaterThanOrEqualTo(8);

        away.router.closeTransport("three");
        assertThat(away.ticks.isEmpty()).isTrue();
        assertThat(looked(away, 5)).isZero();
    }
}
