package dev.parley.protocol.srtp;

import java.util.Optional;

/** The SRTP protection profiles spoken here, in the order of preference (RFC 7714, section 14.2; RFC 5764, section 4.1.2). */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    AEAD_AES_256_GCM(0x0008, 32, 12, 16),
    AES_CM_128_HMAC_SHA1_80(0x0001, 16, 14, 10);

    /** SRTCP appends its encryption flag and 31-bit index (RFC 3711, section 3.4). */
    private static final int RTCP_INDEX_BYTES = 4;

    private final int id;
    private final int keyLength;
    private final int saltLength;
    private final int tagLength;

    SrtpProfile(int id, int keyLength, int saltLength, int tagLength) {
        this.id = id;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    /** The number of this profile in the DTLS extension {@code use_srtp}. */
    public int id() {
        return id;
    }

    /** The profile of a {@code use_srtp} number, or empty when it is not spoken here. */
    public static Optional<SrtpProfile> ofId(int id) {
        for (SrtpProfile profile : values()) {
            if (profile.id == id) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** Bytes of the master key. */
    public int keyLength() {
        return keyLength;
    }

    /** Bytes of the master salt. */
    public int saltLength() {
        return saltLength;
    }

    /** Bytes that protection adds to an RTP packet. */
    public int rtpOverhead() {
        return tagLength;
    }

    /** Bytes that protection adds to an RTCP packet. */
    public int rtcpOverhead() {
        return tagLength + RTCP_INDEX_BYTES;
    }

    boolean isAead() {
        return this != AES_CM_128_HMAC_SHA1_80;
    }
}
