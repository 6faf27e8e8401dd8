package dev.parley.sfu.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** A socket at the end of a bad line: what comes is had only after it came through. What goes out goes at once. */
final class NarrowWire implements Wire {
    private final Wire wire;
    private final BadLine<byte[]> line;

    NarrowWire(Wire wire, BadLine<byte[]> line) {
        this.wire = wire;
        this.line = line;
    }

    @Override
    public void register(Selector selector, LoadTransport transport) throws IOException {
        wire.register(selector, transport);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        long now = System.nanoTime();
        for (int length = wire.read(into); length > 0; length = wire.read(into)) {
            byte[] datagram = new byte[length];
            into.get(0, datagram);
            line.offer(datagram, length, now);
        }
        byte @Nullable [] datagram = line.poll(now);
        if (datagram == null) {
            return 0;
        }
        into.clear().put(datagram);
        return datagram.length;
    }

    @Override
    public long nextNanos() {
        return line.nextNanos();
    }

    @Override
    public boolean write(ByteBuffer datagram) throws IOException {
        return wire.write(datagram);
    }

    @Override
    public boolean endsWithAnError() {
        return wire.endsWithAnError();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
