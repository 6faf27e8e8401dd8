package dev.parley.protocol.rtp;

import java.util.Arrays;

/** Padding at the end of an RTP packet (RFC 3550, section 5.1), which receivers take off again. */
public final class RtpPadding {
    /** The count of padding bytes is a byte itself. */
    public static final int MAXIMUM = 255;

    private static final byte PADDING_BIT = 0x20;

    private RtpPadding() {}

    /**
     * Pads a packet that begins at index 0 and has no padding yet.
     *
     * @param wanted the length it should have; the buffer must have room for it
     * @return the new length: {@code wanted}, or {@code length} when the packet is that long already, is padded, or would
     *     need more than {@value #MAXIMUM} bytes
     */
    public static int extend(byte[] packet, int length, int wanted) {
        int padding = wanted - length;
        if (padding <= 0 || padding > MAXIMUM || (packet[0] & PADDING_BIT) != 0) {
            return length;
        }
        packet[0] |= PADDING_BIT;
        Arrays.fill(packet, length, wanted - 1, (byte) 0);
        packet[wanted - 1] = (byte) padding;
        return wanted;
    }
}
