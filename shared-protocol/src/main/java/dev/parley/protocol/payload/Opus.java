package dev.parley.protocol.payload;

/** Looks at Opus payloads (RFC 7587, RFC 6716). */
public final class Opus {
    /** The table-of-contents byte, and at most one of frame count or of an empty frame. */
    private static final int MAX_DTX_LENGTH = 2;

    private Opus() {}

    /** Whether a payload of this length stands for silence: encoders in DTX send only what keeps the stream alive. */
    public static boolean isDtx(int payloadLength) {
        return payloadLength <= MAX_DTX_LENGTH;
    }
}
