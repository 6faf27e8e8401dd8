package dev.parley.protocol.dtls;

/** Why a handshake did not lead to keys. */
public enum DtlsFailure {
    /** The peer showed no certificate. */
    NO_CERTIFICATE,
    /** The peer's certificate is not the one that was signaled. */
    WRONG_FINGERPRINT,
    /** The peer offers no SRTP profile that is allowed here. */
    NO_COMMON_PROFILE,
    /** Not finished within 30 seconds. */
    TIMEOUT,
    /** Any other alert or breach of the protocol. */
    PROTOCOL
}
