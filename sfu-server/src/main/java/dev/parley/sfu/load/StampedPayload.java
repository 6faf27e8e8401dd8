package dev.parley.sfu.load;

import dev.parley.protocol.wire.Bytes;
import java.util.Arrays;

/**
 * What load packets carry: something that looks like the codec at its front, and at its end a word to know it by and
 * the time it was sent. Static; allocates nothing.
 */
final class StampedPayload {
    /** The word and the time, 8 bytes each. */
    static final int STAMP_LENGTH = 16;

    /** VP8 descriptor, frame tag, start code and picture size, and the stamp: no payload is shorter. */
    static final int MIN_LENGTH = 32;

    /** What {@link #sentNanos} answers when the payload is not one of ours. */
    static final long NO_STAMP = -1;

    /** "parleyld" in ASCII. */
    private static final long WORD = 0x7061726c65796c64L;

    private static final byte FILLER = 0x2a;
    /** 320 by 180, little endian, without scaling (RFC 6386, section 9.1). */
    private static final int[] KEY_FRAME_HEADER = {0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00};

    private StampedPayload() {}

    /** Fills all of it; each packet then needs its front and its stamp only. */
    static void fill(byte[] buffer, int offset, int length) {
        Arrays.fill(buffer, offset, offset + length, FILLER);
    }

    /**
     * Writes a VP8 payload descriptor with a picture id of 15 bits (RFC 7741, section 4.2) and, at the start of a
     * frame, the frame's tag.
     */
    static void writeVp8(byte[] buffer, int offset, int pictureId, boolean startOfFrame, boolean keyFrame) {
        Bytes.put8(buffer, offset, startOfFrame ? 0x90 : 0x80);
        Bytes.put8(buffer, offset + 1, 0x80);
        Bytes.put16(buffer, offset + 2, 0x8000 | (pictureId & 0x7fff));
        if (startOfFrame) {
            // Shown, version 0; the lowest bit is the inverse of "key frame" (RFC 6386, section 9.1).
            Bytes.put24(buffer, offset + 4, keyFrame ? 0x100000 : 0x110000);
        }
        if (startOfFrame && keyFrame) {
            for (int i = 0; i < KEY_FRAME_HEADER.length; i++) {
                Bytes.put8(buffer, offset + 7 + i, KEY_FRAME_HEADER[i]);
            }
        }
    }

    /** Writes the first byte of an opus packet: CELT, 20 ms, mono, one frame (RFC 6716, section 3.1). */
    static void writeOpus(byte[] buffer, int offset) {
        Bytes.put8(buffer, offset, 0xf8);
    }

    /** Writes the stamp into the last bytes of a payload. */
    static void stamp(byte[] buffer, int offset, int length, long nowNanos) {
        Bytes.put64(buffer, offset + length - STAMP_LENGTH, WORD);
        Bytes.put64(buffer, offset + length - Long.BYTES, nowNanos);
    }

    /** The time in the stamp, on the monotonic clock of this process, or {@link #NO_STAMP}. */
    static long sentNanos(byte[] buffer, int offset, int length) {
        if (length < STAMP_LENGTH || Bytes.i64(buffer, offset + length - STAMP_LENGTH) != WORD) {
            return NO_STAMP;
        }
        return Bytes.i64(buffer, offset + length - Long.BYTES);
    }
}
