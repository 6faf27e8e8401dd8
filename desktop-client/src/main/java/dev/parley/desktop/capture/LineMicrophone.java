package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import javax.sound.sampled.TargetDataLine;

/** A microphone of the operating system. */
final class LineMicrophone implements Microphone {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long BYTES_PER_SECOND = 48_000 * 2;

    private final String name;
    private final TargetDataLine line;
    private final byte[] bytes = new byte[JavaSound.FRAME_BYTES];
    private final ShortBuffer samples =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();

    /** Of a line that is open and started. */
    LineMicrophone(String name, TargetDataLine line) {
        this.name = name;
        this.line = line;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hearsRoom() {
        return true;
    }

    @Override
    public long read(short[] out) throws DeviceException {
        // A line that was closed, or whose device went, gives less than asked for.
        if (line.read(bytes, 0, bytes.length) < bytes.length) {
            throw new DeviceException(Reason.UNPLUGGED, "the microphone " + name + " is gone");
        }
        samples.get(0, out, 0, FRAME);
        return System.nanoTime() - (bytes.length + line.available()) * NANOS_PER_SECOND / BYTES_PER_SECOND;
    }

    @Override
    public void close() {
        line.close();
    }
}
