package dev.parley.protocol.stun;

import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A view of one STUN message (RFC 8489), reusable: {@link #parse} points it at the next. It reads the caller's buffer,
 * so it is valid only as long as those bytes are.
 *
 * <p>Of an attribute that occurs more than once the first counts; what follows MESSAGE-INTEGRITY is ignored, except
 * FINGERPRINT (RFC 8489, section 14.5). Offsets are absolute indices into the buffer.
 */
public final class StunMessage {
    /** Bytes of the header. */
    public static final int HEADER = 20;
    /** The method of ICE's connectivity checks. */
    public static final int BINDING = 0x001;

    /** Bytes of a transaction id. */
    public static final int TRANSACTION_ID = 12;

    static final int MAGIC_COOKIE = 0x2112_a442;
    static final int TRANSACTION_ID_AT = 8;
    static final int FINGERPRINT_XOR = 0x5354_554e;
    static final int INTEGRITY_LENGTH = 20;

    /** Unknown attributes listed in a 420 answer at most: a bound, not a rule of the RFC. */
    private static final int MAX_UNKNOWN = 8;

    private static final int ABSENT = -1;

    private final CRC32 crc = new CRC32();
    private final int[] unknown = new int[MAX_UNKNOWN];
    private byte[] buffer = new byte[0];
    private int offset;
    private int length;
    private int type;
    private int username;
    private int usernameLength;
    private int integrity;
    private int mappedAddress;
    private int priority;
    private int errorCode;
    private int controlling;
    private int controlled;
    private int nomination;
    private boolean useCandidate;
    private int unknownCount;

    /** Whether these bytes are worth parsing as STUN: leading bits, cookie and length fit (RFC 8489, section 5). */
    public static boolean looksLikeStun(byte[] buffer, int offset, int length) {
        return length >= HEADER
                && (buffer[offset] & 0xc0) == 0
                && Bytes.i32(buffer, offset + 4) == MAGIC_COOKIE
                && Bytes.u16(buffer, offset + 2) == length - HEADER
                && (length & 3) == 0;
    }

    /**
     * The receiver's username fragment of a request: what stands before the colon of USERNAME (RFC 8445, section 7.2.2).
     * Finds the transport of an unknown address; nothing is authenticated by it. Empty when it is no such request.
     */
    public static Optional<String> receiverUsernameFragment(byte[] buffer, int offset, int length) {
        StunMessage message = new StunMessage();
        if (!message.parse(buffer, offset, length)
                || message.messageClass() != StunClass.REQUEST
                || message.username == ABSENT) {
            return Optional.empty();
        }
        for (int i = 0; i < message.usernameLength; i++) {
            if (buffer[message.username + i] == ':') {
                return Optional.of(new String(buffer, message.username, i, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the message in {@code length} bytes at {@code offset}.
     *
     * @return false when it is malformed or its FINGERPRINT does not fit; the view is then not to be used
     */
    public boolean parse(byte[] buffer, int offset, int length) {
        if (!looksLikeStun(buffer, offset, length)) {
            return false;
        }
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        type = Bytes.u16(buffer, offset);
        username = integrity = mappedAddress = priority = errorCode = controlling = controlled = nomination = ABSENT;
        useCandidate = false;
        unknownCount = 0;
        int end = offset + length;
        int at = offset + HEADER;
        while (at < end) {
            // The length is a multiple of four, so a header always fits.
            int attribute = Bytes.u16(buffer, at);
            int size = Bytes.u16(buffer, at + 2);
            int value = at + Attribute.HEADER;
            int next = value + Attribute.padded(size);
            if (next > end) {
                return false;
            }
            if (attribute == Attribute.FINGERPRINT) {
                return size == 4 && next == end && fingerprintFits(at, value);
            }
            if (integrity == ABSENT && !note(attribute, value, size)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** Remembers where an attribute stands; false when its length is wrong. */
    private boolean note(int attribute, int value, int size) {
        return switch (attribute) {
            case Attribute.USERNAME -> {
                if (username == ABSENT) {
                    username = value;
                    usernameLength = size;
                }
                yield true;
            }
            case Attribute.MESSAGE_INTEGRITY -> {
                integrity = value;
                yield size == INTEGRITY_LENGTH;
            }
            case Attribute.XOR_MAPPED_ADDRESS -> {
                mappedAddress = mappedAddress == ABSENT ? value : mappedAddress;
                yield addressFits(value, size);
            }
            case Attribute.PRIORITY -> {
                priority = priority == ABSENT ? value : priority;
                yield size == 4;
            }
            case Attribute.NOMINATION -> {
                nomination = nomination == ABSENT ? value : nomination;
                yield size == 4;
            }
            case Attribute.ICE_CONTROLLING -> {
                controlling = controlling == ABSENT ? value : controlling;
                yield size == 8;
            }
            case Attribute.ICE_CONTROLLED -> {
                controlled = controlled == ABSENT ? value : controlled;
                yield size == 8;
            }
            case Attribute.USE_CANDIDATE -> {
                useCandidate = true;
                yield size == 0;
            }
            case Attribute.ERROR_CODE -> {
                errorCode = errorCode == ABSENT ? value : errorCode;
                yield size >= 4;
            }
            default -> {
                if (Attribute.isRequiredAndUnknown(attribute) && unknownCount < MAX_UNKNOWN) {
                    unknown[unknownCount++] = attribute;
                }
                yield true;
            }
        };
    }

    private boolean addressFits(int value, int size) {
        return (size == 8 && buffer[value + 1] == Attribute.FAMILY_IPV4)
                || (size == 20 && buffer[value + 1] == Attribute.FAMILY_IPV6);
    }

    private boolean fingerprintFits(int attributeAt, int value) {
        crc.reset();
        crc.update(buffer, offset, attributeAt - offset);
        return ((int) crc.getValue() ^ FINGERPRINT_XOR) == Bytes.i32(buffer, value);
    }

    /** Request, indication, success or error. */
    public StunClass messageClass() {
        return StunClass.ofType(type);
    }

    /** The method, {@link #BINDING} for ICE. */
    public int method() {
        return (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);
    }

    /** The bytes this view was pointed at. */
    byte[] buffer() {
        return buffer;
    }

    /** Where the message begins. */
    int offset() {
        return offset;
    }

    /** Bytes of the message. */
    public int length() {
        return length;
    }

    /** Where the value of MESSAGE-INTEGRITY stands, or -1. */
    int integrityOffset() {
        return integrity;
    }

    /** Whether MESSAGE-INTEGRITY is there; {@link StunKey#verifies} checks it. */
    public boolean hasIntegrity() {
        return integrity != ABSENT;
    }

    /** Whether USERNAME is there and begins with {@code prefix}. */
    public boolean usernameStartsWith(byte[] prefix) {
        return username != ABSENT
                && usernameLength >= prefix.length
                && Arrays.equals(buffer, username, username + prefix.length, prefix, 0, prefix.length);
    }

    /** The value of USERNAME, or empty. */
    public Optional<String> username() {
        return username == ABSENT
                ? Optional.empty()
                : Optional.of(new String(buffer, username, usernameLength, StandardCharsets.UTF_8));
    }

    /** The value of PRIORITY, 0 to 2^32-1, or -1. */
    public long priority() {
        return priority == ABSENT ? -1 : Bytes.u32(buffer, priority);
    }

    /** Whether USE-CANDIDATE is there: the pair is nominated (RFC 8445, section 8.1.1). */
    public boolean useCandidate() {
        return useCandidate;
    }

    /** The number of the nomination, 0 to 2^32-1, or -1. */
    public long nomination() {
        return nomination == ABSENT ? -1 : Bytes.u32(buffer, nomination);
    }

    /** Whether the sender says it controls. */
    public boolean iceControlling() {
        return controlling != ABSENT;
    }

    /** Whether the sender says it is controlled. */
    public boolean iceControlled() {
        return controlled != ABSENT;
    }

    /** The tie-breaker of ICE-CONTROLLING or ICE-CONTROLLED; 0 when neither is there. */
    public long tieBreaker() {
        if (controlling != ABSENT) {
            return Bytes.i64(buffer, controlling);
        }
        return controlled == ABSENT ? 0 : Bytes.i64(buffer, controlled);
    }

    /** The number of ERROR-CODE, 300 to 699 by rule, or -1. */
    public int errorCode() {
        return errorCode == ABSENT ? -1 : (buffer[errorCode + 2] & 7) * 100 + Bytes.u8(buffer, errorCode + 3);
    }

    /** The address of XOR-MAPPED-ADDRESS, 4 or 16 bytes, or no bytes when it is absent. */
    public byte[] mappedAddress() {
        if (mappedAddress == ABSENT) {
            return new byte[0];
        }
        byte[] address = new byte[buffer[mappedAddress + 1] == Attribute.FAMILY_IPV4 ? 4 : 16];
        for (int i = 0; i < address.length; i++) {
            // The mask is the cookie, then the transaction id: the header from its fifth byte on.
            address[i] = (byte) (buffer[mappedAddress + 4 + i] ^ buffer[offset + 4 + i]);
        }
        return address;
    }

    /** The port of XOR-MAPPED-ADDRESS, or -1. */
    public int mappedPort() {
        return mappedAddress == ABSENT ? -1 : Bytes.u16(buffer, mappedAddress + 2) ^ (MAGIC_COOKIE >>> 16);
    }

    /** How many attributes must be understood and are not; eight are remembered at most. */
    public int unknownAttributes() {
        return unknownCount;
    }

    /** The type of one of them. */
    int unknownAttribute(int index) {
        return unknown[index];
    }

    /** Whether the transaction id is {@code id}, 12 bytes. */
    public boolean hasTransactionId(byte[] id) {
        int at = offset + TRANSACTION_ID_AT;
        return Arrays.equals(buffer, at, at + TRANSACTION_ID, id, 0, TRANSACTION_ID);
    }
}
