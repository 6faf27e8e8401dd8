package dev.parley.protocol.media;

/** Who begins the DTLS handshake: the client. */
public enum DtlsRole {
    /** Either: the other side decides. */
    AUTO,
    /** The one that begins. */
    CLIENT,
    /** The one that waits. */
    SERVER
}
