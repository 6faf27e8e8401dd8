package dev.parley.protocol.payload;

import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;

/**
 * Takes a packet with redundant audio (RFC 2198) apart into the packets it stands for: its own, and those before it
 * whose payloads it repeats. Allocates nothing per packet.
 */
public final class RedReader {
    /** More are of no use to anyone who listens live. */
    private static final int MAX_BLOCKS = 8;

    private static final int MORE = 0x80;
    private static final int REDUNDANT_HEADER = 4;
    private static final int MAX_PACKET = 2_048;
    private static final byte PADDING_BIT = 0x20;

    private final int[] offsets = new int[MAX_BLOCKS];
    private final int[] lengths = new int[MAX_BLOCKS];
    private final int[] timestampOffsets = new int[MAX_BLOCKS];
    private final int[] payloadTypes = new int[MAX_BLOCKS];
    private final byte[] shown = new byte[MAX_PACKET];
    private int count;
    private RtpPacket packet = new RtpPacket();

    /**
     * Looks at a packet.
     *
     * @param of kept until the next one, and not changed
     * @return whether it is well formed; if not, there are no blocks
     */
    public boolean read(RtpPacket of) {
        packet = of;
        count = 0;
        if (of.length() > MAX_PACKET || !readHeaders(of.buffer(), of.payloadOffset(), of.payloadLength())) {
            count = 0;
            return false;
        }
        return true;
    }

    private boolean readHeaders(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int redundant = 0;
        while (at < end && (buffer[at] & MORE) != 0) {
            if (count == MAX_BLOCKS - 1 || end - at < REDUNDANT_HEADER) {
                return false;
            }
            int fields = (Bytes.u16(buffer, at + 1) << 8) | (buffer[at + 3] & 0xff); // 14 bits of time, 10 of length
            header(buffer[at] & 0x7f, fields >>> 10, fields & 0x3ff);
            redundant += fields & 0x3ff;
            at += REDUNDANT_HEADER;
        }
        if (at == end || redundant > end - at - 1) {
            return false;
        }
        header(buffer[at] & 0x7f, 0, end - at - 1 - redundant);
        at++;
        for (int block = 0; block < count; block++) {
            offsets[block] = at;
            at += lengths[block];
        }
        return true;
    }

    private void header(int payloadType, int timestampOffset, int length) {
        payloadTypes[count] = payloadType;
        timestampOffsets[count] = timestampOffset;
        lengths[count] = length;
        count++;
    }

    /** How many payloads there are, the oldest first; the last is the packet's own. */
    public int blocks() {
        return count;
    }

    /** The number, 0 to 65535, of the packet that a block belongs to: the one before the packet has its last but one. */
    public int sequenceNumber(int block) {
        return (packet.sequenceNumber() - (count - 1 - block)) & 0xffff;
    }

    /**
     * Shows a block as the packet it was, or would have been, sent in: with the header of this one.
     *
     * @param payloadType that of what it carries; blocks of another are nobody's
     * @param into valid until the next is shown
     * @return false when there is no such packet
     */
    public boolean show(int block, int payloadType, RtpPacket into) {
        int header = packet.headerLength();
        if (payloadTypes[block] != payloadType || lengths[block] == 0 || header + lengths[block] > shown.length) {
            return false;
        }
        System.arraycopy(packet.buffer(), packet.offset(), shown, 0, header);
        System.arraycopy(packet.buffer(), offsets[block], shown, header, lengths[block]);
        boolean own = block == count - 1;
        shown[0] &= ~PADDING_BIT;
        shown[1] = (byte) ((own && packet.marker() ? MORE : 0) | payloadType);
        Bytes.put16(shown, 2, sequenceNumber(block));
        Bytes.put32(shown, 4, packet.timestamp() - timestampOffsets[block]);
        return into.wrap(shown, 0, header + lengths[block]);
    }
}
