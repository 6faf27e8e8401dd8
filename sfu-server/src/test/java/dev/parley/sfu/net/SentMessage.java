package dev.parley.sfu.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * One {@code struct mmsghdr} as a kernel reads it.
 *
 * @param datagrams in its vector
 * @param text the port, the texts of its datagrams, and behind a slash the segment size if there is one
 */
record SentMessage(int datagrams, String text) {
    static SentMessage at(MemorySegment messages, int index) {
        MemorySegment header = messages.asSlice(index * 64L, 64);
        MemorySegment name = memory(header.get(ValueLayout.JAVA_LONG, 0), header.get(ValueLayout.JAVA_INT, 8));
        int port = (name.get(ValueLayout.JAVA_BYTE, 2) & 0xff) * 256 + (name.get(ValueLayout.JAVA_BYTE, 3) & 0xff);
        int datagrams = (int) header.get(ValueLayout.JAVA_LONG, 24);
        MemorySegment vector = memory(header.get(ValueLayout.JAVA_LONG, 16), datagrams * 16L);
        StringBuilder text = new StringBuilder(port + ":");
        for (int i = 0; i < datagrams; i++) {
            MemorySegment datagram =
                    memory(vector.get(ValueLayout.JAVA_LONG, i * 16L), vector.get(ValueLayout.JAVA_LONG, i * 16L + 8));
            text.append(' ').append(new String(datagram.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII));
        }
        long controlLength = header.get(ValueLayout.JAVA_LONG, 40);
        if (controlLength != 0) {
            MemorySegment control = memory(header.get(ValueLayout.JAVA_LONG, 32), controlLength);
            // SOL_UDP, UDP_SEGMENT: else it would be another wish.
            boolean segment =
                    control.get(ValueLayout.JAVA_INT, 8) == 17 && control.get(ValueLayout.JAVA_INT, 12) == 103;
            text.append(segment ? " /" + control.get(ValueLayout.JAVA_SHORT, 16) : " ?");
        }
        return new SentMessage(datagrams, text.toString());
    }

    private static MemorySegment memory(long address, long length) {
        return MemorySegment.ofAddress(address).reinterpret(length);
    }
}
