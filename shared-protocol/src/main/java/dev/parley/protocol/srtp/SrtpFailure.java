package dev.parley.protocol.srtp;

/** Why a packet was not unprotected. The per-packet path carries the negative {@link #code()} instead of a length. */
public enum SrtpFailure {
    /** Too short, not version 2, a header longer than the packet, or SRTCP sent in the clear. */
    MALFORMED(-1),
    /** The authentication tag does not fit: damaged, forged, or of another key. */
    AUTHENTICATION(-2),
    /** Seen already, or older than the replay window. */
    REPLAY(-3),
    /** Authentic, but of one more SSRC than a context keeps state for. */
    TOO_MANY_STREAMS(-4);

    private final int code;

    SrtpFailure(int code) {
        this.code = code;
    }

    /** The negative number that stands for this failure where a length is expected. */
    public int code() {
        return code;
    }

    /**
     * The failure behind a negative result.
     *
     * @throws IllegalArgumentException when {@code code} is not the code of a failure
     */
    public static SrtpFailure of(int code) {
        return switch (code) {
            case -1 -> MALFORMED;
            case -2 -> AUTHENTICATION;
            case -3 -> REPLAY;
            case -4 -> TOO_MANY_STREAMS;
            default -> throw new IllegalArgumentException("not the code of an SRTP failure: " + code);
        };
    }
}
