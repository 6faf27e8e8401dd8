package dev.parley.protocol.srtp;

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
