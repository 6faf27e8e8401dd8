package dev.parley.sfu.cost;

import dev.parley.protocol.wire.Bytes;
import io.netty.buffer.Unpooled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Copies bytes in one of many ways. */
public final class WaysToCopy implements Runnable {
    private final String way;
    private final byte[] from;
    private final byte[] to;
    private final MemorySegment outside;

    /** Prepares all that is needed. */
    public WaysToCopy(String way, int length) {
        this.way = way;
        this.from = new byte[length];
        this.to = new byte[length];
        this.outside = Arena.ofAuto().allocate(length);
    }

    @Override
    public void run() {
        int length = from.length;
        switch (way) {
            case "arraycopy" -> System.arraycopy(from, 0, to, 0, length);
            case "segment" -> MemorySegment.copy(from, 0, outside, ValueLayout.JAVA_BYTE, 0, length);
            case "clone" -> keep(from.clone());
            case "copyOf" -> keep(Arrays.copyOf(from, length));
            case "byteBuf" -> Unpooled.wrappedBuffer(from).readBytes(to, 0, length);
            case "byteBuffer" -> ByteBuffer.wrap(to).put(from);
            case "loop" -> {
                for (int i = 0; i < length; i++) {
                    to[i] = from[i];
                }
            }
            case "words" -> {
                for (int i = 0; i + Long.BYTES <= length; i += Long.BYTES) {
                    Bytes.put64(to, i, Bytes.i64(from, i));
                }
            }
            case "native" -> {
                for (int i = 0; i < length; i++) {
                    outside.set(ValueLayout.JAVA_BYTE, i, from[i]);
                }
            }
            default -> throw new IllegalArgumentException(way);
        }
    }

    private static void keep(byte[] copy) {
        if (copy.length == 0) {
            throw new IllegalStateException("nothing was copied");
        }
    }
}
