package dev.parley.protocol.stun;

/** Numbers and framing of STUN attributes (RFC 8489, section 18.3; RFC 8445, section 20.2). */
final class Attribute {
    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000a;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802a;
    /** Counts nominations, so that a late one does not undo a newer (libwebrtc). */
    static final int NOMINATION = 0xc001;

    /** Attributes below must be understood, or the request is answered with 420 (RFC 8489, section 14). */
    static final int COMPREHENSION_OPTIONAL = 0x8000;

    /** Bytes of type and length in front of each value. */
    static final int HEADER = 4;

    static final int FAMILY_IPV4 = 1;
    static final int FAMILY_IPV6 = 2;

    private Attribute() {}

    /** Values are padded to whole words. */
    static int padded(int length) {
        return (length + 3) & ~3;
    }

    static boolean isRequiredAndUnknown(int type) {
        return type < COMPREHENSION_OPTIONAL
                && switch (type) {
                    case MAPPED_ADDRESS,
                            USERNAME,
                            MESSAGE_INTEGRITY,
                            ERROR_CODE,
                            UNKNOWN_ATTRIBUTES,
                            REALM,
                            NONCE,
                            XOR_MAPPED_ADDRESS,
                            PRIORITY,
                            USE_CANDIDATE -> false;
                    default -> true;
                };
    }
}
