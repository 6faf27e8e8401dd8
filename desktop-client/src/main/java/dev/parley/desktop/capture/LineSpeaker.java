package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import javax.sound.sampled.SourceDataLine;

/** A speaker of the operating system. */
final class LineSpeaker implements Speaker {
    private static final long NANOS_PER_BYTE = 1_000_000_000L / (48_000 * 2);

    private final String name;
    private final SourceDataLine line;
    private final byte[] bytes = new byte[JavaSound.FRAME_BYTES];
    private final ShortBuffer samples =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();

    /** Of a line that is open and started. */
    LineSpeaker(String name, SourceDataLine line) {
        this.name = name;
        this.line = line;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(short[] frame) throws DeviceException {
        samples.put(0, frame, 0, Microphone.FRAME);
        // A line that was closed, or whose device went, takes less than offered.
        if (line.write(bytes, 0, bytes.length) < bytes.length) {
            throw new DeviceException(Reason.UNPLUGGED, "the speaker " + name + " is gone");
        }
    }

    @Override
    public long delayNanos() {
        return Math.max(0, line.getBufferSize() - line.available()) * NANOS_PER_BYTE;
    }

    @Override
    public void close() {
        line.close();
    }
}
