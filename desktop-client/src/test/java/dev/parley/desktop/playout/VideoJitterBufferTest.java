package dev.parley.desktop.playout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.payload.Vp8Packetizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In virtual time, over a link with a seed. */
class VideoJitterBufferTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long INTERVAL = SECOND / 30;

    private final RtpClock clock = new RtpClock(90_000);
    private final LipSync lipSync = new LipSync();

    @SuppressWarnings("ArrayRecordComponent")
    private record Packet(long arrival, int sequence, long timestamp, boolean marker, byte[] payload) {}

    private record Shown(int frame, long at, boolean key) {}

    /** A sender of 30 pictures a second, a link, a receiver that sends NACKs, and the buffer. */
    private final class Link {
        final Random random = new Random(29);
        final VideoJitterBuffer buffer;
        final PriorityQueue<Packet> onTheWay = new PriorityQueue<>(Comparator.comparingLong(Packet::arrival));
        final Vp8Packetizer packetizer = new Vp8Packetizer(1200, 0, 0);
        final FreezeMeter freezes = new FreezeMeter();
        final List<Shown> shown = new ArrayList<>();
        double loss;
        long jitter;
        long delay = 20 * MILLI;
        boolean nacks = true;
        int requests;
        int sequence = 65_000;
        int frame;
        boolean keyWanted = true;
        long keyAt = Long.MIN_VALUE;

        Link(boolean keyFramesOnly) {
            buffer = new VideoJitterBuffer(clock, lipSync, keyFramesOnly);
        }

        void run(int frames) {
            for (int end = frame + frames; frame < end; frame++) {
                long captured = frame * INTERVAL;
                receiveUntil(captured);
                send(captured);
            }
        }

        private void send(long captured) {
            boolean key = keyWanted && captured >= keyAt;
            keyWanted &= !key;
            byte[] bytes = new byte[key ? 15_000 : 2_000 + random.nextInt(3_000)];
            bytes[0] = (byte) (key ? 0x10 : 0x11);
            bytes[1] = (byte) (frame >> 8);
            bytes[2] = (byte) frame;
            packetizer.packetize(bytes, 0, bytes.length, (buffer, length, last) -> {
                int number = sequence++ & 0xffff;
                byte[] payload = Arrays.copyOf(buffer, length);
                arrive(captured + delay, number, captured, last, payload, 0);
            });
        }

        private void arrive(long at, int number, long captured, boolean marker, byte[] payload, int attempt) {
            if (random.nextDouble() < loss) {
                if (nacks && attempt < 5) {
                    // Noticed with one of the next packets, asked for, sent again.
                    arrive(at + 2 * delay + 20 * MILLI, number, captured, marker, payload, attempt + 1);
                }
                return;
            }
            long late = jitter == 0 ? 0 : random.nextLong(jitter);
            onTheWay.add(new Packet(at + late, number, captured * 9 / 100_000, marker, payload));
        }

        private void receiveUntil(long end) {
            while (true) {
                Packet packet = onTheWay.peek();
                long arrival = packet == null ? Long.MAX_VALUE : packet.arrival;
                long wake = buffer.wakeNanos();
                long now = Math.min(arrival, wake);
                if (now > end) {
                    return;
                }
                if (packet != null && arrival <= wake) {
                    var _ = onTheWay.poll();
                    var _ = buffer.insert(
                            packet.payload,
                            0,
                            packet.payload.length,
                            packet.sequence,
                            packet.timestamp,
                            packet.marker,
                            now);
                }
                look(now);
            }
        }

        private void look(long now) {
            for (var ready = buffer.poll(now); ready != null; ready = buffer.poll(now)) {
                if (ready.show()) {
                    freezes.shown(now);
                    shown.add(new Shown((ready.bytes()[1] & 0xff) << 8 | (ready.bytes()[2] & 0xff), now, ready.key()));
                }
            }
            assertThat(buffer.wakeNanos()).isGreaterThan(now);
            if (buffer.keyFrameWanted(now)) {
                requests++;
                keyWanted = true;
                keyAt = now + delay;
            }
        }

        double meanDelayMillis(int from) {
            return shown.stream()
                            .skip(from)
                            .mapToLong(one -> one.at - one.frame * INTERVAL - delay)
                            .average()
                            .orElse(Double.NaN)
                    / MILLI;
        }

        void assertInOrder() {
            for (int i = 1; i < shown.size(); i++) {
                assertThat(shown.get(i).frame).isGreaterThan(shown.get(i - 1).frame);
            }
        }
    }

    @Test
    void onAQuietPathNothingWaits() {
        var link = new Link(false);
        link.run(600);
        link.assertInOrder();
        assertThat(link.shown).hasSizeGreaterThan(597);
        assertThat(link.requests).isZero();
        assertThat(link.meanDelayMillis(0)).isLessThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        // loss, jitter ms, most freeze ms in 60 s, most delay ms
        "0,    30, 0,    40",
        "0,    50, 0,    60",
        "0.01, 0,  0,    70",
        "0.05, 10, 500,  100",
        "0.05, 50, 1000, 160",
        "0.10, 50, 2500, 200",
    })
    void lossAndJitterAreRiddenOut(double loss, long jitterMillis, long mostFreezeMillis, double mostDelayMillis) {
        var link = new Link(false);
        link.loss = loss;
        link.jitter = jitterMillis * MILLI;
        link.run(1800);
        link.assertInOrder();
        System.out.printf(
                "loss %.0f %%, jitter %d ms: %d of 1800 shown, %d ms frozen, %.0f ms held, %d key frames asked for%n",
                loss * 100,
                jitterMillis,
                link.shown.size(),
                link.freezes.frozenNanos() / MILLI,
                link.meanDelayMillis(100),
                link.requests);
        assertThat(link.freezes.frozenNanos() / MILLI).isLessThanOrEqualTo(mostFreezeMillis);
        assertThat(link.meanDelayMillis(100)).isLessThan(mostDelayMillis);
        assertThat(link.shown).hasSizeGreaterThan(1600);
    }

    @Test
    void withoutRepairAKeyFrameIsAskedForAndEndsTheFreeze() {
        var link = new Link(false);
        link.run(60);
        link.nacks = false;
        link.loss = 1;
        link.run(1);
        link.loss = 0;
        link.run(90);
        link.assertInOrder();
        assertThat(link.requests).isEqualTo(1);
        assertThat(link.freezes.freezes()).isEqualTo(1);
        assertThat(link.freezes.frozenNanos()).isBetween(400 * MILLI, 600 * MILLI);
        assertThat(link.shown.getLast().frame).isGreaterThan(145);
    }

    @Test
    void aKeyFrameIsAskedForAgainWhenItIsLost() {
        var link = new Link(false);
        link.nacks = false;
        link.run(30);
        link.loss = 1;
        link.run(1);
        link.loss = 0.9;
        link.run(60);
        link.loss = 0;
        link.run(60);
        assertThat(link.requests).isBetween(3, 8);
        assertThat(link.shown.getLast().frame).isGreaterThan(145);
    }

    @Test
    void aDecoderOfKeyFramesIsGivenThemOnly() {
        var link = new Link(true);
        link.run(300);
        assertThat(link.shown).allMatch(Shown::key);
        assertThat(link.shown).hasSizeBetween(11, 16);
    }

    @Test
    void aDamagedPictureAsksForAKeyFrameAtOnce() {
        var link = new Link(false);
        link.run(60);
        link.buffer.broken();
        link.run(30);
        assertThat(link.requests).isEqualTo(1);
        assertThat(link.shown.stream().filter(Shown::key)).hasSize(2);
    }

    @Test
    void aSilentSenderIsNotAskedForEver() {
        var link = new Link(false);
        link.nacks = false;
        link.run(30);
        link.loss = 1;
        link.run(600);
        assertThat(link.requests).isLessThan(6);
    }

    @Test
    void aPauseIsFollowedByAKeyFrame() {
        var link = new Link(false);
        link.run(60);
        link.frame += 300;
        link.receiveUntil(link.frame * INTERVAL - SECOND);
        link.buffer.reset();
        link.freezes.paused();
        link.keyWanted = true;
        link.run(60);
        assertThat(link.requests).isZero();
        assertThat(link.freezes.freezes()).isZero();
        assertThat(link.shown.getLast().frame).isGreaterThan(410);
        assertThat(link.meanDelayMillis(60)).isLessThan(5);
    }

    @Test
    void picturesWaitForTheirSoundButNotToTheFullest() {
        var link = new Link(false);
        // The sender's clock says 1000 s when its RTP timestamp is 0; sound is heard 150 ms after its capture.
        clock.report(1_000 * SECOND, 0);
        lipSync.audioPlayed(1_000 * SECOND, 150 * MILLI);
        link.run(300);
        double afterSound = link.meanDelayMillis(10) + (link.delay - 150 * MILLI) / (double) MILLI;
        assertThat(afterSound).isBetween(-11.0, -8.0);
    }

    @Test
    void soundThatIsFarOffIsNotWaitedFor() {
        var link = new Link(false);
        clock.report(1_000 * SECOND, 0);
        lipSync.audioPlayed(1_000 * SECOND, 5 * SECOND);
        link.run(300);
        assertThat(link.meanDelayMillis(10)).isLessThan(1);
    }

    @Test
    void aSenderClockThatDriftsIsFollowed() {
        var delay = new VideoDelay();
        @Nullable Long held = null;
        for (int i = 0; i < 60 * 60 * 30; i++) {
            long now = Math.round(i * INTERVAL * 1.0002); // 200 ppm: 720 ms in an hour
            long timestamp = i * 3000L & 0xffff_ffffL;
            delay.complete(timestamp, now);
            held = delay.showAt(timestamp) - now;
            assertThat(held).isBetween(-1 * MILLI, 5 * MILLI);
        }
        assertThat(held).isNotNull();
    }
}
