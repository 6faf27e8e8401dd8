package dev.parley.desktop.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads WAV files (RIFF): 16 bit PCM at 48 kHz, mono or stereo, whole and at once.
 *
 * <p>Tolerated: unknown chunks, a data chunk whose length is 0xFFFFFFFF or reaches past the end of the file, as players
 * and recorders that were killed leave them.
 */
final class WavReader {
    /** 10 minutes of stereo are more than anybody speaks into a test. */
    private static final long MAX_BYTES = 128L << 20;

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FMT_BYTES = 16;

    private WavReader() {}

    /**
     * The samples at 48 kHz, mono; of stereo, the mean of both sides.
     *
     * @throws IOException it cannot be read, or is no such file: the message says what was found and what is wanted
     */
    static short[] read(Path path) throws IOException {
        long size = Files.size(path);
        if (size > MAX_BYTES) {
            throw new IOException("it has " + (size >> 20) + " MB, more than " + (MAX_BYTES >> 20));
        }
        return parse(ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static short[] parse(ByteBuffer file) throws IOException {
        if (file.limit() < RIFF_HEADER || file.getInt(0) != RIFF || file.getInt(8) != WAVE) {
            throw new IOException("it is not a WAV file: it does not begin with RIFF and WAVE");
        }
        int channels = 0;
        long at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= file.limit()) {
            int id = file.getInt((int) at);
            long length = file.getInt((int) at + 4) & 0xffffffffL;
            int body = (int) at + CHUNK_HEADER;
            if (id == FMT) {
                channels = format(file, body, length);
            } else if (id == DATA) {
                return samples(file, body, (int) Math.min(length, file.limit() - body), channels);
            }
            at = body + length + (length & 1); // chunks are padded to even lengths
        }
        throw new IOException("it has no data chunk, so there is no sound in it");
    }

    private static int format(ByteBuffer file, int at, long length) throws IOException {
        if (length < FMT_BYTES || at + FMT_BYTES > file.limit()) {
            throw new IOException("its fmt chunk is cut off");
        }
        int tag = file.getShort(at) & 0xffff;
        int channels = file.getShort(at + 2) & 0xffff;
        long rate = file.getInt(at + 4) & 0xffffffffL;
        int bits = file.getShort(at + 14) & 0xffff;
        if ((tag != PCM && tag != EXTENSIBLE) || bits != 16 || rate != 48_000 || channels < 1 || channels > 2) {
            throw new IOException("16 bit PCM at 48000 Hz with 1 or 2 channels is wanted, this is format " + tag + ", "
                    + bits + " bit, " + rate + " Hz, " + channels + " channels");
        }
        return channels;
    }

    private static short[] samples(ByteBuffer file, int at, int bytes, int channels) throws IOException {
        if (channels == 0) {
            throw new IOException("its data chunk comes before its fmt chunk");
        }
        var mono = new short[bytes / (2 * channels)];
        if (mono.length == 0) {
            throw new IOException("its data chunk is empty, so there is no sound in it");
        }
        for (int i = 0; i < mono.length; i++) {
            int first = at + 2 * channels * i;
            mono[i] = channels == 1
                    ? file.getShort(first)
                    : (short) ((file.getShort(first) + file.getShort(first + 2)) / 2);
        }
        return mono;
    }
}
