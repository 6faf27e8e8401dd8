package dev.parley.desktop.codec;

/**
 * Codes sound at 48 kHz, mono, 16 bit, 20 ms at a time, with in-band FEC.
 *
 * <p>Thread: one at a time.
 */
public interface AudioEncoder extends AutoCloseable {
    /** Samples in what {@link #encode} takes: 20 ms. */
    int FRAME = 960;

    /** The longest packet, in bytes (RFC 6716, section 3.4). */
    int MAX_BYTES = 1275;

    /**
     * Codes one frame.
     *
     * @param pcm {@link #FRAME} samples
     * @param out at least {@link #MAX_BYTES} bytes
     * @return how many bytes of {@code out} are the packet. 1 or 2: silence, the packet need not be sent (see {@link #dtx}); 0: the
     *     codec failed and began anew, there is nothing to send
     */
    int encode(short[] pcm, byte[] out);

    /**
     * Whether silence may be left out (DTX) from the next frame on; false at first. Not while there is anything to hear:
     * a steady tone is silence to the codec too.
     */
    void dtx(boolean on);

    /**
     * What is to be spent from the next frame on.
     *
     * @param bitsPerSecond 6,000 to 510,000
     */
    void bitrate(int bitsPerSecond);

    /**
     * How much redundancy is worth it from the next frame on.
     *
     * @param percent of the packets that are thought to be lost, 0 to 100; none is added at 0
     */
    void packetLoss(int percent);

    @Override
    void close();
}
