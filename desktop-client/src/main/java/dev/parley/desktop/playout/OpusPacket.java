package dev.parley.desktop.playout;

/** What an Opus packet says of itself without being decoded (RFC 6716, section 3). Nothing here throws. */
final class OpusPacket {
    /** Packets this short stand for silence (DTX): a table-of-contents byte and nothing in it. */
    private static final int SILENCE_BYTES = 2;

    private static final int MAX_SAMPLES = 5760; // 120 ms
    private static final int CELT_ONLY = 16; // first of the configurations without SILK

    private OpusPacket() {}

    /** How many samples it holds at 48 kHz: a multiple of 120; 0 if it is no Opus packet. */
    static int samples(byte[] bytes, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int frames = switch (bytes[offset] & 3) {
            case 0 -> 1;
            case 3 -> length < 2 ? 0 : bytes[offset + 1] & 63;
            default -> 2;
        };
        int samples = frames * samplesPerFrame(bytes[offset]);
        return samples > MAX_SAMPLES ? 0 : samples;
    }

    private static int samplesPerFrame(byte toc) {
        int configuration = configuration(toc);
        if (configuration >= CELT_ONLY) {
            return 120 << (configuration & 3); // 2.5, 5, 10, 20 ms
        }
        if (configuration >= 12) {
            return 480 << (configuration & 1); // 10, 20 ms
        }
        int step = configuration & 3;
        return step == 3 ? 2880 : 480 << step; // 10, 20, 40, 60 ms
    }

    static boolean silence(int length) {
        return length <= SILENCE_BYTES;
    }

    /**
     * Whether it holds the packet before it once more, coarsely: the LBRR flag that follows the voice flags of the first
     * frame (RFC 6716, section 4.2.3). Only packets of one frame of at most 20 ms are looked at: nobody else is seen to
     * send it.
     */
    static boolean repeatsPrevious(byte[] bytes, int offset, int length) {
        if (length <= SILENCE_BYTES || (bytes[offset] & 3) != 0) {
            return false;
        }
        boolean silk = configuration(bytes[offset]) < CELT_ONLY;
        return silk && samplesPerFrame(bytes[offset]) <= 960 && (bytes[offset + 1] & 0x40) != 0;
    }

    private static int configuration(byte toc) {
        return (toc & 0xff) >> 3;
    }
}
