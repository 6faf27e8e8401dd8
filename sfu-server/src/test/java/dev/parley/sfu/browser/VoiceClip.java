package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something that codecs take for a voice: a wandering pitch with overtones, in syllables, with pauses between words. */
final class VoiceClip {
    private static final int RATE = 48_000;
    private static final int SECONDS = 8;
    private static final int OVERTONES = 18;
    private static final int HEADER = 44;

    private VoiceClip() {}

    /** A WAV file, mono, 16 bit, 48 kHz. */
    static Path file() {
        Path file = Evidence.made().resolve("voice.wav");
        if (!Files.exists(file)) {
            try {
                Files.write(file, wav());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    private static byte[] wav() {
        int samples = RATE * SECONDS;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + 2 * samples);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        bytes.putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2)
                .putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double t = (double) i / RATE;
            phase += 2 * Math.PI * (130 + 25 * Math.sin(2 * Math.PI * 0.7 * t)) / RATE;
            double sum = 0;
            for (int k = 1; k <= OVERTONES; k++) {
                double formant = Math.exp(-Math.pow((k * 130 - 600 - 300 * Math.sin(2 * Math.PI * 1.3 * t)) / 350, 2));
                sum += (0.15 + formant) / k * Math.sin(k * phase);
            }
            double syllable = Math.pow(Math.sin(Math.PI * 4 * t), 2);
            double word = t % 2 < 1.6 ? 1 : 0;
            bytes.putShort((short) Math.round(6_000 * sum * syllable * word));
        }
        return bytes.array();
    }
}
