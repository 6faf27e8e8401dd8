package dev.parley.desktop.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a WAV file (RIFF) of 16 bit PCM at 48 kHz, mono. The header is right after every second and at the end, so that
 * the file can be read even if the program was killed.
 *
 * <p>Thread: any.
 */
final class WavWriter implements AutoCloseable {
    private static final int HEADER = 44;
    private static final int SAMPLE_RATE = 48_000;

    private final FileChannel file;
    private final ByteBuffer pending = buffer(2 * SAMPLE_RATE);
    private long dataBytes;

    /** Begins the file anew if it is there. */
    WavWriter(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        flush();
    }

    /** Adds the first {@code count} samples. */
    synchronized void write(short[] samples, int count) throws IOException {
        if (!file.isOpen()) {
            throw new IOException("it was closed");
        }
        for (int i = 0; i < count; i++) {
            if (!pending.hasRemaining()) {
                flush();
            }
            pending.putShort(samples[i]);
        }
    }

    /** Data first, header after it: whenever the program is killed, the header does not promise too much. */
    private void flush() throws IOException {
        pending.flip();
        long at = HEADER + dataBytes;
        dataBytes += pending.remaining();
        while (pending.hasRemaining()) {
            at += file.write(pending, at);
        }
        pending.clear();
        ByteBuffer header = header(dataBytes);
        while (header.hasRemaining()) {
            int written = file.write(header, header.position());
            if (written < 0) {
                throw new IOException("nothing can be written");
            }
        }
    }

    private static ByteBuffer header(long dataBytes) {
        ByteBuffer header = buffer(HEADER);
        header.put(ascii("RIFF")).putInt((int) (HEADER - 8 + dataBytes)).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(SAMPLE_RATE).putInt(2 * SAMPLE_RATE).putShort((short) 2).putShort((short) 16);
        header.put(ascii("data")).putInt((int) dataBytes);
        return header.flip();
    }

    private static byte[] ascii(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public synchronized void close() throws IOException {
        if (file.isOpen()) {
            try (file) {
                flush();
            }
        }
    }
}
