package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** AES-GCM with a tag of 16 bytes under one session key and its salt (RFC 7714), for one thread. */
abstract class Aead {
    static final int TAG = 16;

    private static final int INDEX_BITS = 48;

    /** Nothing more is authenticated. */
    static final byte[] NO_MORE = {};

    private final int saltHead;
    private final long saltTail;

    /**
     * Of a salt.
     *
     * @param salt 12 bytes
     */
    Aead(byte[] salt) {
        saltHead = Bytes.i32(salt, 0);
        saltTail = Bytes.i64(salt, Integer.BYTES);
    }

    /**
     * The first four bytes of the packet's initialization vector: two bytes of zero, the SSRC, and 48 bits of index over the
     * salt. The index is roll-over counter and sequence number (RFC 7714, section 8.1), or SRTCP's 31 bits (section 9.1).
     */
    final int ivHead(int ssrc) {
        return saltHead ^ (ssrc >>> Short.SIZE);
    }

    /** Its other eight bytes. */
    final long ivTail(int ssrc, long index) {
        return saltTail ^ (((long) ssrc << INDEX_BITS) | index);
    }

    /**
     * Encrypts to {@code outOffset}, which may be where the plain bytes stand, and appends the tag.
     *
     * @param header an array with what is authenticated besides, from {@code headerOffset} on
     * @param more what is authenticated behind that
     * @return the bytes written
     */
    abstract int encrypt(
            int ssrc,
            long index,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset);

    /**
     * Encrypts a packet, of which the header is only authenticated, into {@code out} outside the heap. Its end is put behind
     * {@code packet}, too; the rest of that is undefined afterwards, but for the header.
     *
     * @param headerLength bytes of the header, with which {@code packet} begins
     * @param length bytes of the packet
     * @return the bytes written
     */
    int encrypt(int ssrc, long index, byte[] packet, int headerLength, int length, MemorySegment out, long at) {
        int payload = length - headerLength;
        int written = headerLength
                + encrypt(
                        ssrc,
                        index,
                        packet,
                        0,
                        headerLength,
                        NO_MORE,
                        packet,
                        headerLength,
                        payload,
                        packet,
                        headerLength);
        MemorySegment.copy(packet, 0, out, ValueLayout.JAVA_BYTE, at, written);
        return written;
    }

    /**
     * Checks the tag, with which {@code length} bytes end, and decrypts in place.
     *
     * @return the plain bytes, or -1 when the tag does not fit
     */
    abstract int decrypt(
            int ssrc,
            long index,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] buffer,
            int offset,
            int length);

    /** One under the same key and salt that encrypts an index that this one was given before. */
    abstract Aead again();
}
