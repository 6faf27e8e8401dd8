package dev.parley.desktop.codec;

/**
 * Makes sound at 48 kHz, mono, 16 bit from packets, and from their absence. What arrives may be anything: no method
 * throws because of it.
 *
 * <p>Thread: one at a time.
 */
public interface AudioDecoder extends AutoCloseable {
    /** The longest packet in samples: 120 ms (RFC 6716, section 3.1). */
    int MAX_SAMPLES = 5760;

    /**
     * Decodes one packet.
     *
     * @param out at least {@link #MAX_SAMPLES} samples
     * @return samples written from index 0 on; -1 if this is no packet
     */
    int decode(byte[] bytes, int offset, int length, short[] out);

    /**
     * Makes what was lost before this packet from the redundancy inside the packet. The packet itself is decoded
     * afterwards.
     *
     * @param samples how many are missing before the packet, a multiple of 120 (2.5 ms), at most {@link #MAX_SAMPLES}
     * @return samples written; -1 if this is no packet
     */
    int recover(byte[] bytes, int offset, int length, short[] out, int samples);

    /**
     * Continues plausibly where nothing is there; after a packet of silence, with comfort noise.
     *
     * @param samples a multiple of 120 (2.5 ms), at most {@link #MAX_SAMPLES}
     * @return samples written; -1 if the codec failed
     */
    int conceal(short[] out, int samples);

    @Override
    void close();
}
