package dev.parley.protocol.stun;

import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes STUN messages into a buffer of its own, one after the other:
 * {@code start...}, attributes, then {@link #finish}, which adds MESSAGE-INTEGRITY and FINGERPRINT.
 */
public final class StunWriter {
    /** Room for everything written here: the longest is a request whose USERNAME has its full 513 bytes. */
    private static final int CAPACITY = 768;

    private static final int MAX_USERNAME = 513;

    private final byte[] buffer = new byte[CAPACITY];
    private final CRC32 crc = new CRC32();
    private int length;

    /** The message written last; its length is what {@link #finish} answered. */
    public byte[] buffer() {
        return buffer;
    }

    /** Begins a binding request with {@code transactionId}, 12 bytes. */
    public StunWriter startRequest(byte[] transactionId) {
        start(StunClass.REQUEST, transactionId, 0);
        return this;
    }

    /** Begins the response to {@code request}. */
    public StunWriter startResponse(StunClass messageClass, StunMessage request) {
        start(messageClass, request.buffer(), request.offset() + StunMessage.TRANSACTION_ID_AT);
        return this;
    }

    private void start(StunClass messageClass, byte[] transactionId, int at) {
        Bytes.put16(buffer, 0, StunMessage.BINDING | messageClass.bits());
        Bytes.put32(buffer, 4, StunMessage.MAGIC_COOKIE);
        System.arraycopy(transactionId, at, buffer, StunMessage.TRANSACTION_ID_AT, StunMessage.TRANSACTION_ID);
        length = StunMessage.HEADER;
    }

    /**
     * Adds USERNAME.
     *
     * @throws IllegalArgumentException when it is longer than the 513 bytes of RFC 8489, section 14.3
     */
    public StunWriter username(byte[] username) {
        if (username.length > MAX_USERNAME) {
            throw new IllegalArgumentException("USERNAME of " + username.length + " bytes");
        }
        int value = attribute(Attribute.USERNAME, username.length);
        System.arraycopy(username, 0, buffer, value, username.length);
        return this;
    }

    /** Adds PRIORITY, 0 to 2^32-1. */
    public StunWriter priority(long priority) {
        Bytes.put32(buffer, attribute(Attribute.PRIORITY, 4), (int) priority);
        return this;
    }

    /** Adds USE-CANDIDATE. */
    public StunWriter useCandidate() {
        attribute(Attribute.USE_CANDIDATE, 0);
        return this;
    }

    /** Adds ICE-CONTROLLING. */
    public StunWriter iceControlling(long tieBreaker) {
        Bytes.put64(buffer, attribute(Attribute.ICE_CONTROLLING, 8), tieBreaker);
        return this;
    }

    /** Adds ICE-CONTROLLED. */
    public StunWriter iceControlled(long tieBreaker) {
        Bytes.put64(buffer, attribute(Attribute.ICE_CONTROLLED, 8), tieBreaker);
        return this;
    }

    /** Adds NOMINATION, 0 to 2^32-1. */
    public StunWriter nomination(long number) {
        Bytes.put32(buffer, attribute(Attribute.NOMINATION, 4), (int) number);
        return this;
    }

    /** Adds XOR-MAPPED-ADDRESS; {@code address} has 4 or 16 bytes. */
    public StunWriter mappedAddress(byte[] address, int port) {
        int value = attribute(Attribute.XOR_MAPPED_ADDRESS, 4 + address.length);
        buffer[value + 1] = (byte) (address.length == 4 ? Attribute.FAMILY_IPV4 : Attribute.FAMILY_IPV6);
        Bytes.put16(buffer, value + 2, port ^ (StunMessage.MAGIC_COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            buffer[value + 4 + i] = (byte) (address[i] ^ buffer[4 + i]);
        }
        return this;
    }

    /** Adds ERROR-CODE, 300 to 699. */
    public StunWriter errorCode(int code, String reason) {
        byte[] phrase = reason.getBytes(StandardCharsets.UTF_8);
        int value = attribute(Attribute.ERROR_CODE, 4 + phrase.length);
        Bytes.put16(buffer, value, 0);
        Bytes.put8(buffer, value + 2, code / 100);
        Bytes.put8(buffer, value + 3, code % 100);
        System.arraycopy(phrase, 0, buffer, value + 4, phrase.length);
        return this;
    }

    /** Adds UNKNOWN-ATTRIBUTES, naming those of {@code request}. */
    public StunWriter unknownAttributes(StunMessage request) {
        int count = request.unknownAttributes();
        int value = attribute(Attribute.UNKNOWN_ATTRIBUTES, 2 * count);
        for (int i = 0; i < count; i++) {
            Bytes.put16(buffer, value + 2 * i, request.unknownAttribute(i));
        }
        return this;
    }

    /** Signs and seals the message; its length in bytes. */
    public int finish(StunKey key) {
        int signed = length;
        key.sign(buffer, 0, signed, attribute(Attribute.MESSAGE_INTEGRITY, StunMessage.INTEGRITY_LENGTH));
        // The checksum covers the final length in the header, its own attribute included (RFC 8489, section 14.7).
        int covered = length;
        int value = attribute(Attribute.FINGERPRINT, 4);
        Bytes.put16(buffer, 2, length - StunMessage.HEADER);
        crc.reset();
        crc.update(buffer, 0, covered);
        Bytes.put32(buffer, value, (int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR);
        return length;
    }

    /** Writes type, length and zeroed padding; where the value goes. */
    private int attribute(int type, int size) {
        int value = length + Attribute.HEADER;
        Bytes.put16(buffer, length, type);
        Bytes.put16(buffer, length + 2, size);
        length = value + Attribute.padded(size);
        if (size > 0) {
            Bytes.put32(buffer, length - 4, 0);
        }
        // The first two bytes of an address are a reserved zero and the family.
        buffer[value] = 0;
        return value;
    }
}
