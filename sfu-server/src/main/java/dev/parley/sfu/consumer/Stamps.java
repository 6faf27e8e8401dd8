package dev.parley.sfu.consumer;

import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.stream.MediaPacket;

/**
 * Where in a packet that was built stands what is known only when it leaves: the time, and its number among all of the
 * transport's packets; and how much longer it should be by then. One object is used for packet after packet.
 */
public final class Stamps {
    private static final int NOWHERE = -1;

    private int sendTimeAt = NOWHERE;
    private int transportSequenceAt = NOWHERE;
    private int shortBy = MediaPacket.LAST;

    /** The places in the next packet, or -1 where it has none. */
    void places(int newSendTimeAt, int newTransportSequenceAt) {
        sendTimeAt = newSendTimeAt;
        transportSequenceAt = newTransportSequenceAt;
        shortBy = MediaPacket.LAST;
    }

    /** As {@link MediaPacket#shortBy} of what the packet is made of. */
    void shortBy(int bytes) {
        shortBy = bytes;
    }

    /** As {@link MediaPacket#shortBy}. */
    public int shortBy() {
        return shortBy;
    }

    /** The same places as the other's, for a packet that leaves later: the piece it was to leave with is gone by then. */
    public void copyForLater(Stamps other) {
        places(other.sendTimeAt, other.transportSequenceAt);
        shortBy = Math.min(other.shortBy, 0);
    }

    /** Whether the packet takes a transport-wide sequence number. */
    public boolean numbered() {
        return transportSequenceAt != NOWHERE;
    }

    /** What stands in a packet that left: 24 bits of time, 16 of its number. */
    long read(byte[] packet) {
        long time = sendTimeAt == NOWHERE ? 0 : Bytes.u24(packet, sendTimeAt);
        return time << 16 | (numbered() ? Bytes.u16(packet, transportSequenceAt) : 0);
    }

    /** Writes what was read from the packet when it left. */
    void restore(byte[] packet, long read) {
        if (sendTimeAt != NOWHERE) {
            Bytes.put24(packet, sendTimeAt, (int) (read >>> 16));
        }
        if (numbered()) {
            Bytes.put16(packet, transportSequenceAt, (int) read & 0xffff);
        }
    }

    /**
     * Writes into the packet what it leaves with.
     *
     * @param transportSequence 0 to 65535; not used where the packet takes none
     */
    public void put(byte[] packet, int transportSequence, long nowNanos) {
        if (sendTimeAt != NOWHERE) {
            Bytes.put24(packet, sendTimeAt, AbsSendTime.of(nowNanos));
        }
        if (numbered()) {
            Bytes.put16(packet, transportSequenceAt, transportSequence);
        }
    }
}
