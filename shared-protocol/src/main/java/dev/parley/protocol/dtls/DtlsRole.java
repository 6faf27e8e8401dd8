package dev.parley.protocol.dtls;

/** Who begins the handshake: the client sends the first message. */
public enum DtlsRole {
    CLIENT,
    SERVER
}
