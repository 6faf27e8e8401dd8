package dev.parley.sfu.consumer;

import dev.parley.protocol.rtp.RtpHeaderWriter;

/**
 * The packet that is being built, and what is needed for that. One for all consumers of a Worker: what is used for each packet
 * stays in the processor's cache, of which each consumer's own leaves between two of its packets.
 */
public final class PacketDraft {
    private final byte[] bytes;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final Stamps stamps = new Stamps();

    /**
     * @param length of the longest packet, with what encryption adds
     */
    public PacketDraft(int length) {
        this.bytes = new byte[length];
    }

    /** The packet, from index 0; what encryption adds has room behind it. */
    public byte[] bytes() {
        return bytes;
    }

    RtpHeaderWriter header() {
        return header;
    }

    /** What is still to be written into it when it leaves. */
    public Stamps stamps() {
        return stamps;
    }
}
