package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.ConsumerFigures;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.signaling.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A publisher's three encodings, of 110, 440 and 1300 kbit/s, to subscribers whose lines change, in virtual time. Each
 * prints a line and leaves its curve in {@code target/rate}.
 */
class SimulcastLinesTest {
    private static final long DELAY = 25 * MILLI;
    private static final long FRAME_NANOS = SECOND / 30;
    private static final int[] PACKETS = {1, 2, 5};
    private static final int[] BYTES = {400, 860, 1_050};

    private final MemoryCall call = new MemoryCall(3);
    private final long begin = call.time.nanoTime();
    private final RateCurve curve = new RateCurve(call.time);
    private final List<Person> people = new ArrayList<>();

    /** Somebody who publishes a camera in three encodings. */
    private final class Publisher implements MemoryClient.Receiver {
        final MemoryClient client;
        final Producer producer;
        final List<LayeredCamera> cameras = new ArrayList<>();
        int keyFrames;

        Publisher(String name) throws InterruptedException {
            client = call.connected(name);
            RtpParameters parameters = MediaTracks.parameters("video", Tracks.simulcast("0", "L1T3"));
            producer = MediaTracks.produce(call, client, name, MediaKind.VIDEO, parameters);
            for (int layer = 0; layer < PACKETS.length; layer++) {
                LayeredCamera camera = new LayeredCamera(layer, parameters, call.time.nanoTime());
                camera.packetsPerPicture = PACKETS[layer];
                camera.padding = BYTES[layer];
                cameras.add(camera);
            }
            client.receiver(this);
            call.time.every(
                    FRAME_NANOS,
                    () -> cameras.forEach(
                            camera -> camera.picture(call.time.nanoTime()).forEach(client::sendRtp)));
        }

        @Override
        public void rtp(RtpPacket packet) {
            throw new AssertionError("a publisher gets no media");
        }

        @Override
        public void rtcp(RtcpPacket packet) {
            if (packet instanceof PictureLossIndication request) {
                for (LayeredCamera camera : cameras) {
                    if (camera.ssrc == request.mediaSsrc()) {
                        keyFrames++;
                        camera.keyFrameWanted = true;
                    }
                }
            }
        }
    }

    /** Somebody who watches, over a line of this capacity. */
    private final class Person {
        final MemoryClient client;
        final MemoryLink line;
        final Answers answers;
        final List<Consumer> consumers = new ArrayList<>();

        Person(String name, MemoryLink line) throws InterruptedException {
            this.line = line;
            client = call.connected(name);
            client.down.through(line);
            client.up.quality(0, DELAY, 0);
            client.down.quality(0, DELAY, 0);
            answers = new Answers(call, client);
            people.add(this);
            curve.rate(
                            name + " estimate",
                            () -> client.transport.subscriberRate().bitsPerSecond())
                    .counted(
                            name + " received",
                            () -> client.rtp.stream()
                                    .mapToLong(RtpPacket::length)
                                    .sum());
        }

        Consumer watch(Publisher publisher) {
            Consumer consumer = MediaTracks.consume(
                    call,
                    client,
                    "consumer-" + people.indexOf(this) + "-" + consumers.size(),
                    publisher.producer,
                    MediaTracks.ROUTER,
                    MediaTracks.CONSUMER_SSRC + 1_000L * people.indexOf(this) + 10L * consumers.size());
            consumers.add(consumer);
            consumer.resume(call.time.nanoTime());
            return consumer;
        }
    }

    @AfterEach
    void end() {
        call.close();
    }

    private MemoryLink line(LongUnaryOperator capacityAtSecond) {
        return new MemoryLink(time -> capacityAtSecond.applyAsLong((time - begin) / SECOND), SECOND);
    }

    private void runUntil(long second) {
        call.time.pass(begin + second * SECOND - call.time.nanoTime());
    }

    private static double largest(List<Double> values) {
        return values.stream().mapToDouble(d -> d).max().orElse(0);
    }

    @Test
    void layersFollowALineDownAndUpAndTheOthersNoticeNothing() throws InterruptedException {
        Publisher publisher = new Publisher("camera");
        Person ada = new Person("ada", line(second -> second >= 20 && second < 60 ? 300_000 : 2_000_000));
        Person bob = new Person("bob", line(second -> 5_000_000));
        Person eve = new Person("eve", line(second -> 5_000_000));
        curve.rate("line", () -> ada.line.capacityAt(call.time.nanoTime()));
        curve.delay("queue", () -> ada.line.queueNanos(call.time.nanoTime()));
        Consumer seen = ada.watch(publisher);
        Consumer other = bob.watch(publisher);
        eve.watch(publisher);

        runUntil(20);
        assertThat(seen.currentSpatialLayer()).isEqualTo(2);
        runUntil(25);
        int down = seen.currentSpatialLayer();
        runUntil(60);
        int lowest = seen.currentSpatialLayer();
        int asked = publisher.keyFrames;
        runUntil(80);
        curve.write(
                "simulcast-2000-to-300-and-back",
                "layer 2, %d after 5 s, %d at the end, %d back up; queue at most %.0f ms from 5 s on"
                        .formatted(down, lowest, seen.currentSpatialLayer(), largest(curve.delays("queue", 25, 60))));
        assertThat(down).isLessThan(2);
        assertThat(lowest).isLessThan(2);
        assertThat(curve.mean("ada received", 25, 60)).isBetween(90.0, 300.0);
        assertThat(seen.currentSpatialLayer()).isEqualTo(2);
        assertThat(largest(curve.delays("queue", 25, 60))).isLessThan(500);
        // A change of ada's costs a key frame, which the others get, too; no more than that.
        assertThat(asked).isLessThan(20);
        for (String name : List.of("bob", "eve")) {
            double before = curve.mean(name + " received", 10, 20);
            assertThat(curve.mean(name + " received", 22, 60)).isBetween(0.95 * before, 1.05 * before);
        }
        assertThat(other.currentSpatialLayer()).isEqualTo(2);
    }

    /** Of the line of 2 Mbit/s less than half is used, so the estimate says nothing of what is on the way. */
    @Test
    void thatALineIsTooNarrowIsNoticedWhenItsQueueIsFullAndNotASecondLater() throws InterruptedException {
        Publisher publisher = new Publisher("camera");
        publisher.cameras.removeLast();
        publisher.cameras.forEach(camera -> camera.temporalLayers = false);
        publisher.cameras.getFirst().padding = 700;
        publisher.cameras.getLast().packetsPerPicture = 4;
        publisher.cameras.getLast().padding = 900;
        Person ada = new Person("ada", line(second -> second >= 20 ? 300_000 : 2_000_000));
        curve.rate("line", () -> ada.line.capacityAt(call.time.nanoTime()));
        curve.delay("queue", () -> ada.line.queueNanos(call.time.nanoTime()));
        Consumer seen = ada.watch(publisher);
        ada.answers.askFor(seen, 100 * MILLI); // as a browser does that knows no round trip

        runUntil(20);
        int before = seen.currentSpatialLayer();
        call.time.pass(SECOND + SECOND / 4);
        int noticed = seen.currentSpatialLayer();
        long again = ConsumerFigures.of(seen).packetsRetransmitted();
        runUntil(25);
        long sentAgain = ConsumerFigures.of(seen).packetsRetransmitted() - again;
        runUntil(40);
        curve.write(
                "simulcast-900-to-300-repaired",
                "layer %d, %d after 1.25 s, %d packets sent again until 5 s, queue at most %.0f ms from then on"
                        .formatted(before, noticed, sentAgain, largest(curve.delays("queue", 25, 40))));
        assertThat(before).isEqualTo(1);
        assertThat(noticed).isZero();
        assertThat(sentAgain).isLessThan(40);
        assertThat(largest(curve.delays("queue", 25, 40))).isLessThan(500);
    }

    @Test
    void whatIsSentAgainDoesNotKeepANarrowLineFull() throws InterruptedException {
        Publisher publisher = new Publisher("camera");
        Person ada = new Person("ada", line(second -> second >= 20 ? 300_000 : 2_000_000));
        curve.rate("line", () -> ada.line.capacityAt(call.time.nanoTime()));
        curve.delay("queue", () -> ada.line.queueNanos(call.time.nanoTime()));
        Consumer seen = ada.watch(publisher);
        ada.answers.askFor(seen, 50 * MILLI);

        runUntil(40);
        curve.write(
                "simulcast-2000-to-300-repaired",
                "layer %d, %.0f kbit/s, queue at most %.0f ms in the first 5 s and %.0f ms from then on"
                        .formatted(
                                seen.currentSpatialLayer(),
                                curve.mean("ada received", 25, 40),
                                largest(curve.delays("queue", 20, 25)),
                                largest(curve.delays("queue", 25, 40))));
        assertThat(largest(curve.delays("queue", 25, 40))).isLessThan(500);
        assertThat(curve.mean("ada received", 25, 40)).isGreaterThan(90);
    }

    @Test
    void aNarrowLineThatStarvedAPictureGivesItBackWhenItIsWide() throws InterruptedException {
        Publisher large = new Publisher("large");
        large.cameras.removeLast();
        large.cameras.forEach(camera -> camera.temporalLayers = false);
        large.cameras.getFirst().padding = 600;
        large.cameras.getLast().packetsPerPicture = 4;
        large.cameras.getLast().padding = 820;
        Publisher small = new Publisher("small");
        small.cameras.subList(1, 3).clear();
        small.cameras.getFirst().padding = 300;
        small.cameras.getFirst().everyOther = 3;
        Person ada = new Person("ada", line(second -> second >= 20 && second < 30 ? 110_000 : 2_000_000));
        ada.client.up.quality(0, DELAY, 4 * MILLI);
        ada.client.down.quality(0, DELAY, 4 * MILLI);
        curve.rate("line", () -> ada.line.capacityAt(call.time.nanoTime()));
        curve.delay("queue", () -> ada.line.queueNanos(call.time.nanoTime()));
        var _ = ada.watch(small);
        Consumer seen = ada.watch(large);
        ada.answers.askFor(seen, 50 * MILLI);

        runUntil(30);
        int starved = seen.currentSpatialLayer();
        runUntil(45);
        curve.write(
                "simulcast-starved-and-back", "layer %d, %d 15 s after".formatted(starved, seen.currentSpatialLayer()));
        assertThat(starved).isEqualTo(-1);
        assertThat(seen.currentSpatialLayer()).isEqualTo(1);
    }

    @Test
    void twoPicturesOverOneNarrowLineAreBothSeen() throws InterruptedException {
        Publisher first = new Publisher("first");
        Publisher second = new Publisher("second");
        Person ada = new Person("ada", line(at -> 800_000));
        curve.rate("line", () -> ada.line.capacityAt(call.time.nanoTime()));
        curve.delay("queue", () -> ada.line.queueNanos(call.time.nanoTime()));
        Consumer important = ada.watch(first);
        Consumer other = ada.watch(second);
        important.priority(10);

        runUntil(60);
        curve.write(
                "simulcast-two-over-800",
                "%.0f kbit/s received, layers %d and %d, queue at most %.0f ms"
                        .formatted(
                                curve.mean("ada received", 20, 60),
                                important.currentSpatialLayer(),
                                other.currentSpatialLayer(),
                                largest(curve.delays("queue", 20, 60))));
        assertThat(important.currentSpatialLayer()).isGreaterThanOrEqualTo(other.currentSpatialLayer());
        assertThat(other.currentSpatialLayer()).isGreaterThanOrEqualTo(0);
        assertThat(curve.mean("ada received", 20, 60)).isBetween(400.0, 800.0);
        assertThat(largest(curve.delays("queue", 20, 60))).isLessThan(500);
    }

    @Test
    void threeSubscribersShareOneLink() throws InterruptedException {
        Publisher publisher = new Publisher("camera");
        MemoryLink shared = line(at -> 2_400_000);
        for (String name : List.of("ada", "bob", "eve")) {
            new Person(name, shared).watch(publisher);
        }
        curve.rate("link", () -> shared.capacityAt(call.time.nanoTime()));
        curve.delay("queue", () -> shared.queueNanos(call.time.nanoTime()));

        runUntil(90);
        List<Double> means = new ArrayList<>();
        for (String name : List.of("ada", "bob", "eve")) {
            means.add(curve.mean(name + " received", 30, 90));
        }
        curve.write("simulcast-three-share-2400", "%.0f, %.0f and %.0f kbit/s".formatted(means.toArray()));
        assertThat(means).allSatisfy(mean -> assertThat(mean).isGreaterThan(350));
        assertThat(means.stream().mapToDouble(d -> d).sum()).isLessThan(2_400);
    }

    @Test
    void lossThatIsNoCongestionKeepsTheLargePicture() throws InterruptedException {
        Publisher publisher = new Publisher("camera");
        Person ada = new Person("ada", line(at -> 3_000_000));
        ada.client.down.quality(0.03, DELAY, 0);
        curve.delay("queue", () -> ada.line.queueNanos(call.time.nanoTime()));
        Consumer seen = ada.watch(publisher);

        runUntil(60);
        curve.write(
                "simulcast-3-percent-lost",
                "layer %d, %.0f kbit/s".formatted(seen.currentSpatialLayer(), curve.mean("ada received", 20, 60)));
        assertThat(seen.currentSpatialLayer()).isEqualTo(2);
        assertThat(curve.mean("ada received", 20, 60)).isGreaterThan(1_000);
    }
}
