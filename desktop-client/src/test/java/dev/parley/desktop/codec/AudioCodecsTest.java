package dev.parley.desktop.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioCodecsTest {
    private static final int FRAME = AudioEncoder.FRAME;

    @ParameterizedTest
    @ValueSource(strings = {"libopus", "concentus"})
    void aToneKeepsItsFrequencyAndLevel(String library) {
        var codecs = AudioCodecs.find(Optional.of(library));
        try (var encoder = codecs.encoder();
                var decoder = codecs.decoder()) {
            var heard = new short[100 * FRAME];
            var packet = new byte[AudioEncoder.MAX_BYTES];
            var pcm = new short[AudioDecoder.MAX_SAMPLES];
            long bytes = 0;
            for (int i = 0; i < 100; i++) {
                int length = encoder.encode(Tones.sine(440, -12, i * FRAME, FRAME), packet);
                bytes += length;
                assertThat(decoder.decode(packet, 0, length, pcm)).isEqualTo(FRAME);
                System.arraycopy(pcm, 0, heard, i * FRAME, FRAME);
            }
            assertThat(Tones.hertz(heard, 10 * FRAME, 80 * FRAME)).isCloseTo(440, within(1.0));
            assertThat(Tones.decibels(heard, 10 * FRAME, 80 * FRAME)).isCloseTo(-15, within(1.0));
            assertThat(bytes * 8 / 2).as("bit/s").isBetween(8_000L, 50_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopus", "concentus"})
    void silenceNeedsFewPackets(String library) {
        var codecs = AudioCodecs.find(Optional.of(library));
        try (var encoder = codecs.encoder()) {
            var packet = new byte[AudioEncoder.MAX_BYTES];
            var silence = new short[FRAME];
            encoder.dtx(true);
            int worthSending = 0;
            for (int i = 0; i < 250; i++) {
                worthSending += encoder.encode(silence, packet) > 2 ? 1 : 0;
            }
            assertThat(worthSending).as("of 250").isLessThan(50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopus", "concentus"})
    void aLostPacketIsRecoveredFromTheNext(String library) {
        var codecs = AudioCodecs.find(Optional.of(library));
        double recovered = errorOfALostPacket(codecs, true);
        double concealed = errorOfALostPacket(codecs, false);
        System.out.printf(
                "%s: error of a lost packet %.1f dB recovered, %.1f dB concealed%n",
                codecs.name(), recovered, concealed);
        assertThat(recovered).isLessThan(concealed - 2);
    }

    /** In dB below the sound itself, over a voice-like sweep that concealment cannot guess. */
    private static double errorOfALostPacket(AudioCodecs codecs, boolean recover) {
        try (var encoder = codecs.encoder();
                var whole = codecs.decoder();
                var lossy = codecs.decoder()) {
            encoder.packetLoss(20);
            var voice = new Voice(140, 1);
            var packet = new byte[AudioEncoder.MAX_BYTES];
            var expected = new short[AudioDecoder.MAX_SAMPLES];
            var pcm = new short[AudioDecoder.MAX_SAMPLES];
            double error = 0;
            double power = 0;
            boolean lost = false;
            var before = new short[FRAME];
            for (int i = 0; i < 200; i++) {
                int length = encoder.encode(voice.next(FRAME), packet);
                whole.decode(packet, 0, length, expected);
                if (i % 10 == 9) {
                    lost = true;
                    before = Arrays.copyOf(expected, FRAME);
                    continue;
                }
                if (lost) {
                    int count = recover ? lossy.recover(packet, 0, length, pcm, FRAME) : lossy.conceal(pcm, FRAME);
                    assertThat(count).isEqualTo(FRAME);
                    for (int k = 0; k < FRAME; k++) {
                        error += Math.pow(pcm[k] - before[k], 2);
                        power += Math.pow(before[k], 2);
                    }
                    lost = false;
                }
                lossy.decode(packet, 0, length, pcm);
            }
            return 10 * Math.log10(error / power);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopus", "concentus"})
    void hostilePacketsAreRefusedOrMakeNoiseButNeverThrow(String library) {
        var codecs = AudioCodecs.find(Optional.of(library));
        var random = new Random(7);
        try (var decoder = codecs.decoder()) {
            var pcm = new short[AudioDecoder.MAX_SAMPLES];
            for (int i = 0; i < 1000; i++) {
                var bytes = new byte[1 + random.nextInt(i % 10 == 0 ? 1400 : 60)];
                random.nextBytes(bytes);
                int offset = random.nextInt(bytes.length);
                assertThat(decoder.decode(bytes, offset, bytes.length - offset, pcm))
                        .isBetween(-1, AudioDecoder.MAX_SAMPLES);
                assertThat(decoder.recover(bytes, offset, bytes.length - offset, pcm, FRAME))
                        .isBetween(-1, FRAME);
                assertThat(decoder.conceal(pcm, 480)).isBetween(-1, 480);
            }
        }
    }

    @Test
    void whatWasClosedDoesNothing() {
        var codecs = AudioCodecs.find(Optional.of("libopus"));
        var encoder = codecs.encoder();
        var decoder = codecs.decoder();
        encoder.close();
        decoder.close();
        encoder.close();
        decoder.close();
        assertThat(encoder.encode(new short[FRAME], new byte[AudioEncoder.MAX_BYTES]))
                .isZero();
        assertThat(decoder.conceal(new short[AudioDecoder.MAX_SAMPLES], FRAME)).isEqualTo(-1);
    }

    @Test
    void anUnknownLibraryIsRefusedByName() {
        assertThatThrownBy(() -> AudioCodecs.find(Optional.of("speex")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speex")
                .hasMessageContaining("concentus");
    }
}
