package dev.parley.sfu.consumer;

import dev.parley.protocol.bwe.PacketClass;
import dev.parley.sfu.stream.DropReason;

/** The way out for packets that are built one after the other: a transport. */
public interface PacketOutput {
    /** Whether packets can be sent now. */
    boolean ready();

    /** Whether packets that are sent together leave in one piece, so that one may wait for the other. */
    default boolean joins() {
        return true;
    }

    /** The packet that is built next. */
    PacketDraft draft();

    /** The most bytes a packet may have before encryption. */
    int maximumPacketLength();

    /** Whether this many bytes may be sent again now. */
    boolean mayRetransmit(int bytes);

    /** A packet was not sent. */
    void dropped(DropReason reason);

    /**
     * Stamps the first {@code length} bytes of the {@link #draft}, encrypts them as RTP and sends them, now or when the pace of
     * the transport's line allows.
     *
     * @param from told when the packet waited in vain
     * @return the length of what was sent, of which header and end stand in the draft, 0 when a copy of it waits, or
     *     -1 when it will not be sent
     */
    int send(PacketSource from, int length, PacketClass packetClass, long nowNanos);

    /**
     * Sends the first {@code length} bytes of the {@link #draft} as {@link #send} did before: with the stamps that they
     * have, padded to the same length and encrypted to the same bytes.
     *
     * @param sent what {@link #send} answered then
     * @param ends has at {@code endOffset} the last {@value dev.parley.protocol.srtp.SrtpContext#END} bytes of what it left
     * @return whether they are the same, and were sent
     */
    boolean sendAgain(int length, int sent, byte[] ends, int endOffset, long nowNanos);
}
