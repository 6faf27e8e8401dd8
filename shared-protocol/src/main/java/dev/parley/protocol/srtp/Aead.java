package dev.parley.protocol.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** AES-GCM with a tag of 16 bytes under one key, for one thread. */
interface Aead {
    int TAG = 16;

    /** Nothing more is authenticated. */
    byte[] NO_MORE = {};

    /**
     * Encrypts to {@code outOffset}, which may be where the plain bytes stand, and appends the tag.
     *
     * @param header an array with what is authenticated besides, from {@code headerOffset} on
     * @param more what is authenticated behind that
     * @return the bytes written
     */
    int encrypt(
            byte[] iv,
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
    default int encrypt(byte[] iv, byte[] packet, int headerLength, int length, MemorySegment out, long at) {
        int payload = length - headerLength;
        int written = headerLength
                + encrypt(iv, packet, 0, headerLength, NO_MORE, packet, headerLength, payload, packet, headerLength);
        MemorySegment.copy(packet, 0, out, ValueLayout.JAVA_BYTE, at, written);
        return written;
    }

    /**
     * Checks the tag, with which {@code length} bytes end, and decrypts in place.
     *
     * @return the plain bytes, or -1 when the tag does not fit
     */
    int decrypt(
            byte[] iv,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] buffer,
            int offset,
            int length);
}
