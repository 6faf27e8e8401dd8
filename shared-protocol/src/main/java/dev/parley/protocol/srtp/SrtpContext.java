package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Protects or unprotects the RTP and RTCP packets of one direction of one transport (RFC 3711, RFC 7714).
 *
 * <p>An instance serves either for sending or for receiving, never both: the indices it remembers are those of one
 * direction. Roll-over counters and replay windows are kept per SSRC, and only after a packet of that SSRC was
 * authentic. Not thread-safe.
 *
 * <p>Sending refuses an RTP index a second time, because a key and an index must never meet twice: a retransmission is
 * an RTX packet, or {@link #protectRtpAgain the very same packet}. Let sequence numbers start below 32768, so that a receiver which misses
 * the first packets still guesses the roll-over counter.
 */
public final class SrtpContext {
    /** What {@code protect} answers when the packet cannot be protected. */
    public static final int REFUSED = -1;

    /** Bytes at the end of a protected packet by which it is told from every other: a tag of 128 bits, or of 80 and more. */
    public static final int END = 16;

    /** SSRCs a peer may have us remember: 200 bytes each, and 70 for RTCP, so little more than 1 MB. */
    private static final int MAX_RECEIVED_STREAMS = 4096;
    /** SSRCs we make up ourselves over the life of a transport. */
    private static final int MAX_SENT_STREAMS = 65_536;

    private static final int MALFORMED = SrtpFailure.MALFORMED.code();
    private static final int AUTHENTICATION = SrtpFailure.AUTHENTICATION.code();
    private static final int REPLAY = SrtpFailure.REPLAY.code();
    private static final int TOO_MANY_STREAMS = SrtpFailure.TOO_MANY_STREAMS.code();

    /** An index is a 32-bit roll-over counter and a 16-bit sequence number. */
    private static final long INDEX_LIMIT = 1L << 48;

    private final SrtpProfile profile;
    private final SrtpTransform transform;
    private final SrtpStreams streams = new SrtpStreams();
    /** That of the last packet: the next is often of the same. */
    private @Nullable SrtpStream recent;

    /** One counter for all SSRCs: RFC 3711 asks only that an SSRC never repeats an index. */
    private long rtcpIndex;

    /** As the other, with the JDK's ciphers. */
    public SrtpContext(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        this(profile, masterKey, masterSalt, SrtpCiphers.JDK);
    }

    /**
     * A context with fresh state.
     *
     * @throws IllegalArgumentException when key or salt do not have the profile's lengths
     */
    public SrtpContext(SrtpProfile profile, byte[] masterKey, byte[] masterSalt, SrtpCiphers ciphers) {
        this(profile, SessionKeys.derive(profile, masterKey, masterSalt), ciphers, 1);
    }

    SrtpContext(SrtpProfile profile, SessionKeys keys, SrtpCiphers ciphers, int firstRtcpIndex) {
        this.profile = profile;
        this.transform = SrtpTransform.of(profile, keys, ciphers);
        this.rtcpIndex = firstRtcpIndex;
    }

    /** The profile given at construction. */
    public SrtpProfile profile() {
        return profile;
    }

    /**
     * Protects an RTP packet in place; {@code buffer} must have room for {@link SrtpProfile#rtpOverhead()} more bytes.
     *
     * @return the new length, or {@link #REFUSED}: malformed, no room, or an index sent before
     */
    public int protectRtp(byte[] buffer, int offset, int length) {
        int header = RtpHeaderLength.of(buffer, offset, length);
        if (header < 0) {
            return REFUSED;
        }
        return protect(buffer, offset + header, length - header, buffer, offset, header);
    }

    /** As {@link #protectRtp(byte[], int, int)}, into another array; {@code buffer} is left as it is. */
    public int protectRtp(byte[] buffer, int offset, int length, byte[] out, int outOffset) {
        int header = RtpHeaderLength.of(buffer, offset, length);
        if (header < 0 || out.length - outOffset < length + profile.rtpOverhead()) {
            return REFUSED;
        }
        System.arraycopy(buffer, offset, out, outOffset, header);
        return protect(buffer, offset + header, length - header, out, outOffset, header);
    }

    /**
     * Protects a packet whose complete header stands at {@code outOffset} of {@code out} already and whose payload lies
     * elsewhere: the shared payload of a producer goes encrypted straight into the slot of each consumer.
     *
     * @param headerLength bytes of the header, extensions included
     * @return the length of the protected packet, or {@link #REFUSED}
     */
    public int protectRtp(
            byte[] payload, int payloadOffset, int payloadLength, byte[] out, int outOffset, int headerLength) {
        if (RtpHeaderLength.of(out, outOffset, headerLength) != headerLength) {
            return REFUSED;
        }
        return protect(payload, payloadOffset, payloadLength, out, outOffset, headerLength);
    }

    private int protect(
            byte[] payload, int payloadOffset, int payloadLength, byte[] out, int outOffset, int headerLength) {
        if (out.length - outOffset < headerLength + payloadLength + profile.rtpOverhead()) {
            return REFUSED;
        }
        int ssrc = Bytes.i32(out, outOffset + 8);
        long index = newIndex(ssrc, Bytes.u16(out, outOffset + 2));
        return index < 0
                ? REFUSED
                : transform.protectRtp(
                        payload, payloadOffset, payloadLength, out, outOffset, headerLength, ssrc, index);
    }

    /** The index of a packet that is sent for the first time, or -1 when it is not, or there is none. */
    private long newIndex(int ssrc, int sequenceNumber) {
        SrtpStream stream = find(ssrc);
        if (stream == null) {
            stream = add(ssrc, MAX_SENT_STREAMS);
            if (stream == null) {
                return -1;
            }
        }
        long index = stream.guessIndex(sequenceNumber);
        if (!stream.isNew(index) || index >= INDEX_LIMIT) {
            return -1;
        }
        stream.accept(index);
        return index;
    }

    /**
     * Protects the first {@code length} bytes of {@code packet} into memory outside the heap, from which they can leave.
     * {@code packet} must have room for {@link SrtpProfile#rtpOverhead()} more bytes; header and last {@value #END} bytes of the
     * protected packet stand in it afterwards, and between them anything.
     *
     * @param out has room for the protected packet from {@code at} on
     * @return the length of the protected packet, or {@link #REFUSED}: malformed, no room, or an index sent before
     */
    public int protectRtp(byte[] packet, int length, MemorySegment out, long at) {
        int header = RtpHeaderLength.of(packet, 0, length);
        int whole = length + profile.rtpOverhead();
        if (header < 0 || packet.length < whole || out.byteSize() - at < whole) {
            return REFUSED;
        }
        int ssrc = Bytes.i32(packet, 8);
        long index = newIndex(ssrc, Bytes.u16(packet, 2));
        return index < 0 ? REFUSED : transform.protectRtp(packet, header, length, out, at, ssrc, index);
    }

    /**
     * Protects a packet in place once more that went out before, for a receiver that lost it and has no retransmission
     * stream. Two different packets under one index would give keys away (RFC 3711, section 9.1; RFC 7714, section 8.1), so
     * the outcome is given away only if it ends like the first, which no other packet does.
     *
     * @param ends has at {@code endOffset} the last {@value #END} bytes of the packet as it was protected the first time
     * @return the length of the protected packet, or {@link #REFUSED}: malformed, no room, not sent before, or not the same
     */
    public int protectRtpAgain(byte[] buffer, int offset, int length, byte[] ends, int endOffset) {
        int header = RtpHeaderLength.of(buffer, offset, length);
        if (header < 0 || buffer.length - offset < length + profile.rtpOverhead()) {
            return REFUSED;
        }
        int ssrc = Bytes.i32(buffer, offset + 8);
        SrtpStream stream = find(ssrc);
        long index = stream == null ? -1 : stream.guessIndex(Bytes.u16(buffer, offset + 2));
        if (stream == null || index < 0 || stream.isNew(index)) {
            return REFUSED;
        }
        int end = offset + transform.protectRtpAgain(buffer, offset, header, length - header, ssrc, index);
        if (!Arrays.equals(buffer, end - END, end, ends, endOffset, endOffset + END)) {
            Arrays.fill(buffer, offset, end, (byte) 0);
            return REFUSED;
        }
        return end - offset;
    }

    /**
     * Authenticates and decrypts an RTP packet in place.
     *
     * @return the new length, or the negative {@link SrtpFailure#code()}; after a failure the bytes are undefined
     */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        int header = RtpHeaderLength.of(buffer, offset, length - profile.rtpOverhead());
        if (header < 0) {
            return MALFORMED;
        }
        int ssrc = Bytes.i32(buffer, offset + 8);
        int sequenceNumber = Bytes.u16(buffer, offset + 2);
        @Nullable SrtpStream known = find(ssrc);
        long index = known == null ? sequenceNumber : known.guessIndex(sequenceNumber);
        if (index >= INDEX_LIMIT || (known != null && !known.isNew(index))) {
            return REPLAY;
        }
        int plain = transform.unprotectRtp(buffer, offset, header, length, ssrc, index);
        if (plain < 0) {
            return AUTHENTICATION;
        }
        if (known == null) {
            known = add(ssrc, MAX_RECEIVED_STREAMS);
            if (known == null) {
                return TOO_MANY_STREAMS;
            }
        }
        known.accept(index);
        return plain;
    }

    /**
     * Protects an RTCP compound in place; {@code buffer} must have room for {@link SrtpProfile#rtcpOverhead()} more bytes.
     *
     * @return the new length, or {@link #REFUSED}: malformed, no room, or 2^31 packets were sent under this key
     */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        if (!hasRtcpHeader(buffer, offset, length)
                || buffer.length - offset < length + profile.rtcpOverhead()
                || rtcpIndex > Integer.MAX_VALUE) {
            return REFUSED;
        }
        int indexWord = (int) rtcpIndex++ | SrtpTransform.ENCRYPTED;
        return transform.protectRtcp(buffer, offset, length, Bytes.i32(buffer, offset + 4), indexWord);
    }

    /**
     * Authenticates and decrypts an RTCP compound in place. Unencrypted SRTCP is refused: DTLS-SRTP never negotiates it.
     *
     * @return the new length, or the negative {@link SrtpFailure#code()}; after a failure the bytes are undefined
     */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        if (!hasRtcpHeader(buffer, offset, length - profile.rtcpOverhead())) {
            return MALFORMED;
        }
        // RFC 7714, section 9.2, puts the index word behind the tag; RFC 3711, section 3.4, before it.
        int trailing = profile.isAead() ? Integer.BYTES : profile.rtcpOverhead();
        int indexWord = Bytes.i32(buffer, offset + length - trailing);
        if ((indexWord & SrtpTransform.ENCRYPTED) == 0) {
            return MALFORMED;
        }
        int index = indexWord & ~SrtpTransform.ENCRYPTED;
        int ssrc = Bytes.i32(buffer, offset + 4);
        @Nullable SrtpStream known = find(ssrc);
        if (known != null && !known.isNewRtcp(index)) {
            return REPLAY;
        }
        int plain = transform.unprotectRtcp(buffer, offset, length, ssrc, indexWord);
        if (plain < 0) {
            return AUTHENTICATION;
        }
        if (known == null) {
            known = add(ssrc, MAX_RECEIVED_STREAMS);
            if (known == null) {
                return TOO_MANY_STREAMS;
            }
        }
        known.acceptRtcp(index);
        return plain;
    }

    private @Nullable SrtpStream find(int ssrc) {
        SrtpStream last = recent;
        if (last != null && last.ssrc == ssrc) {
            return last;
        }
        SrtpStream found = streams.find(ssrc);
        if (found != null) {
            recent = found;
        }
        return found;
    }

    /** Remembers one more stream, or gives null where there are {@code limit} already. */
    private @Nullable SrtpStream add(int ssrc, int limit) {
        if (streams.count() >= limit) {
            return null;
        }
        SrtpStream added = new SrtpStream(ssrc);
        streams.add(added);
        recent = added;
        return added;
    }

    private static boolean hasRtcpHeader(byte[] buffer, int offset, int length) {
        return length >= SrtpTransform.RTCP_HEADER
                && offset >= 0
                && length <= buffer.length - offset
                && (buffer[offset] & 0xc0) == 0x80;
    }
}
