package dev.parley.protocol.srtp;

import java.lang.foreign.MemorySegment;

/**
 * The cipher of one context: takes a packet and its index, knows no stream state.
 *
 * <p>{@code indexWord} of the RTCP methods is the last word of an SRTCP packet: the encryption flag and the 31-bit index.
 */
sealed interface SrtpTransform permits GcmTransform, CounterModeTransform {

    /** The flag of an SRTCP index word that says the packet is encrypted (RFC 3711, section 3.4). */
    int ENCRYPTED = 0x8000_0000;

    /** Bytes of an RTCP header and its sender's SSRC, which stay in the clear. */
    int RTCP_HEADER = 8;

    /**
     * Encrypts the payload to right behind the header, which stands at {@code outOffset} already, and appends the tag.
     * The payload may lie in {@code out} only where its ciphertext will.
     *
     * @return the length of the protected packet
     */
    int protectRtp(
            byte[] payload,
            int payloadOffset,
            int payloadLength,
            byte[] out,
            int outOffset,
            int headerLength,
            int ssrc,
            long index);

    /**
     * Protects a packet, with which {@code packet} begins, into {@code out} outside the heap. Header and end of the protected
     * packet stand in {@code packet} afterwards, too.
     *
     * @return the length of the protected packet
     */
    int protectRtp(byte[] packet, int headerLength, int length, MemorySegment out, long at, int ssrc, long index);

    /**
     * As {@link #protectRtp}, in place, for an index that was used before: the caller sees to it that nobody gets the
     * outcome unless it is the very same as then.
     */
    int protectRtpAgain(byte[] buffer, int offset, int headerLength, int payloadLength, int ssrc, long index);

    /** Checks the tag and decrypts in place; the length of the plain packet, or -1 when the tag does not fit. */
    int unprotectRtp(byte[] buffer, int offset, int headerLength, int length, int ssrc, long index);

    /** Encrypts in place, appends the tag and the index word; the length of the protected packet. */
    int protectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord);

    /** Checks the tag and decrypts in place; the length of the plain packet, or -1 when the tag does not fit. */
    int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord);

    static SrtpTransform of(SrtpProfile profile, SessionKeys keys, SrtpCiphers ciphers) {
        return profile.isAead() ? new GcmTransform(keys, ciphers) : new CounterModeTransform(keys);
    }
}
