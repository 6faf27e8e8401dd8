package dev.parley.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.codec.Tones;
import dev.parley.desktop.codec.Voice;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudioTracksTest {
    private static final AudioCodecs CODECS = AudioCodecs.find();
    private static final long FRAME_NANOS = 10_000_000;

    private final List<Sent> sent = new ArrayList<>();
    private long now = 5_000_000_000L;

    @Test
    void theTimestampRunsThroughSilenceAndSilenceIsNotSent() {
        try (var outbound = new OutboundAudio(CODECS, this::send, () -> now)) {
            voice(outbound, 200);
            int spoken = sent.size();
            for (int i = 0; i < 400; i++) { // 4 s
                feed(outbound, new short[480]);
            }
            int silent = sent.size() - spoken;
            voice(outbound, 100);
            assertThat(spoken).isEqualTo(100);
            assertThat(silent).as("packets in 4 s of silence").isBetween(26, 60);
            assertThat(sent.stream().filter(Sent::marker)).hasSizeGreaterThanOrEqualTo(2);
            assertThat(sent.getFirst().marker).isTrue();
            assertThat(sent.get(10).voice).isTrue();
            assertThat(sent.get(10).level).isBetween(10, 40);
            assertThat(sent.get(spoken + silent - 1).voice).isFalse();
            assertThat(sent.getLast().timestamp - sent.getFirst().timestamp).isEqualTo(349 * 960L);
        }
    }

    @Test
    void aSteadyToneIsNotSilence() {
        try (var outbound = new OutboundAudio(CODECS, this::send, () -> now)) {
            for (int i = 0; i < 1000; i++) {
                feed(outbound, Tones.sine(440, -12, i * 480, 480));
            }
            assertThat(sent).hasSize(500).allMatch(Sent::voice).allMatch(packet -> packet.level == 15);
        }
    }

    @Test
    void theTimestampLeapsOverWhatWasNotHeard() {
        try (var outbound = new OutboundAudio(CODECS, this::send, () -> now)) {
            voice(outbound, 10);
            now += 3_000_000_000L; // switched off
            voice(outbound, 10);
            long leap = sent.get(5).timestamp - sent.get(4).timestamp;
            assertThat(leap).isEqualTo(960 + 3 * 48_000);
            assertThat(sent.get(5).marker).isTrue();
            assertThat(outbound.rtpTimestampAt(now)).isEqualTo(sent.getLast().timestamp + 960);
        }
    }

    @Test
    void afterAStallWhatWasSaidInItIsLeftOut() {
        try (var outbound = new OutboundAudio(CODECS, this::send, () -> now)) {
            voice(outbound, 10);
            int before = sent.size();
            long began = now;
            now += 400_000_000L; // nothing ran for so long, then everything recorded comes at once
            var voice = new Voice(140, 1);
            for (int i = 0; i < 40; i++) {
                outbound.frame(voice.next(480), began + i * FRAME_NANOS);
            }
            assertThat(sent.size() - before).isEqualTo(1);
            assertThat(sent.getLast().timestamp - sent.getFirst().timestamp).isEqualTo((10 + 37) * 480);
            assertThat(sent.getLast().timestamp).isEqualTo(outbound.rtpTimestampAt(now - 3 * FRAME_NANOS));
        }
    }

    @Test
    void aMicrophoneThatIsAlwaysLateIsHeardAfterASecond() {
        try (var outbound = new OutboundAudio(CODECS, this::send, () -> now)) {
            var voice = new Voice(140, 1);
            for (int i = 0; i < 300; i++) {
                now += FRAME_NANOS;
                outbound.frame(voice.next(480), now - 150_000_000L);
            }
            assertThat(sent).hasSize(100);
        }
    }

    @Test
    void aMachineThatIsTooSlowFallsBehindNoFurther() {
        try (var outbound = new OutboundAudio(CODECS, this::send, () -> now)) {
            var voice = new Voice(140, 1);
            long began = now;
            for (int i = 0; i < 500; i++) { // each frame takes a tenth longer than it lasts
                now = Math.max(now, began + (i + 1) * FRAME_NANOS) + FRAME_NANOS / 10;
                int before = sent.size();
                long captured = began + i * FRAME_NANOS;
                outbound.frame(voice.next(480), captured);
                if (sent.size() > before) {
                    now += FRAME_NANOS * 2;
                    long clock = (sent.getLast().timestamp - sent.getFirst().timestamp) * 1_000_000 / 48;
                    assertThat(clock).isEqualTo(captured - FRAME_NANOS - began);
                }
            }
            assertThat(sent).hasSizeBetween(150, 249);
        }
    }

    @Test
    void whatIsSaidIsHeardLouderIfWantedAndInTimeWithThePicture() {
        var clock = new RtpClock(48_000);
        var lipSync = new LipSync();
        try (var outbound = new OutboundAudio(CODECS, this::send, () -> now);
                var inbound = new InboundAudio(CODECS, clock, lipSync, () -> now)) {
            inbound.volume(2);
            long began = now;
            var heard = new short[300 * 480];
            var out = new short[480];
            for (int i = 0; i < 300; i++) {
                int before = sent.size();
                feed(outbound, Tones.sine(440, -12, i * 480, 480));
                clock.report(1_000_000_000L, outbound.rtpTimestampAt(began));
                if (sent.size() > before) {
                    deliver(inbound, sent.size() - 1);
                }
                if (inbound.read(out, now + 30_000_000)) {
                    System.arraycopy(out, 0, heard, i * 480, 480);
                }
            }
            assertThat(Tones.hertz(heard, 48_000, 48_000)).isCloseTo(440, within(1.0));
            assertThat(Tones.decibels(heard, 48_000, 48_000)).isCloseTo(-9, within(1.0));
            assertThat(inbound.level()).isCloseTo(0.75, within(0.03));
            assertThat(inbound.figures().concealedSamples()).isZero();
            // Said at the beginning, heard after 20 ms of packet, the wait in the buffer and 30 ms of speaker.
            long delay = lipSync.showAt(1_000_000_000L).orElseThrow() - began;
            assertThat(delay).isBetween(50_000_000L, 100_000_000L);
        }
    }

    @Test
    void hostilePayloadsNeverThrow() {
        var random = new Random(3);
        for (String library : List.of("libopus", "concentus")) {
            try (var inbound = new InboundAudio(
                    AudioCodecs.find(Optional.of(library)), new RtpClock(48_000), new LipSync(), () -> now)) {
                var out = new short[480];
                for (int i = 0; i < 4000; i++) {
                    var bytes = new byte[1 + random.nextInt(i % 20 == 0 ? 1600 : 100)];
                    random.nextBytes(bytes);
                    int offset = random.nextInt(bytes.length + 1);
                    inbound.packet(bytes, offset, bytes.length - offset, i, i * 960L + random.nextInt(3), now, false);
                    now += 2 * FRAME_NANOS;
                    inbound.read(out, now);
                    inbound.read(out, now + FRAME_NANOS);
                }
                assertThat(inbound.figures().totalSamples()).isPositive();
            }
        }
    }

    private void voice(OutboundAudio outbound, int frames) {
        var voice = new Voice(140, 1);
        for (int i = 0; i < frames; i++) {
            feed(outbound, voice.next(480));
        }
    }

    private void feed(OutboundAudio outbound, short[] frame) {
        outbound.frame(frame, now);
        now += FRAME_NANOS;
    }

    private void send(byte[] payload, int length, long timestamp, int level, boolean voice, boolean marker) {
        sent.add(new Sent(Arrays.copyOf(payload, length), timestamp, level, voice, marker));
    }

    private void deliver(InboundAudio inbound, int index) {
        Sent packet = sent.get(index);
        inbound.packet(packet.bytes, 0, packet.bytes.length, index, packet.timestamp, now, false);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(byte[] bytes, long timestamp, int level, boolean voice, boolean marker) {}
}
