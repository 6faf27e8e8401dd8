package dev.parley.sfu.consumer;

import dev.parley.sfu.stream.DropReason;

/** The way out for packets that are built one after the other: a transport. */
public interface PacketOutput {
    /** Whether packets can be sent now. */
    boolean ready();

    /** The buffer in which the next packet is built, from index 0; what encryption adds has room behind it. */
    byte[] packetBuffer();

    /** The most bytes a packet may have before encryption. */
    int maximumPacketLength();

    /** The transport-wide sequence number for the next packet that has one, 0 to 65535. */
    int transportSequence();

    /** The packet with {@link #transportSequence} is being sent. */
    void transportSequenceTaken();

    /** Whether this many bytes may be sent again now. */
    boolean mayRetransmit(int bytes);

    /** A packet was not sent. */
    void dropped(DropReason reason);

    /**
     * Encrypts the first {@code length} bytes of {@link #packetBuffer} as RTP, in place, and sends them.
     *
     * @return the length of what was sent, or -1 when it could not be encrypted
     */
    int sendRtp(int length);

    /** Sends the very bytes that {@link #sendRtp} left in its buffer once, the first {@code length} given. */
    void sendEncrypted(byte[] ciphertext, int length);
}
