package dev.parley.protocol.media;

/** Which way a header extension is used, as its owner sees it. */
public enum RtpHeaderExtensionDirection {
    /** Both. */
    SENDRECV,
    /** Only in what it sends. */
    SENDONLY,
    /** Only in what it receives. */
    RECVONLY,
    /** Neither. */
    INACTIVE;

    /** Whether the owner sends packets with this extension. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }
}
