package dev.parley.protocol.session;

import dev.parley.protocol.srtp.SrtpFailure;

/** Why a session dropped a datagram. */
public enum DropReason {
    /** Empty, or of a first byte that is no protocol spoken here (RFC 7983). */
    UNKNOWN_PROTOCOL,
    /** The session is closed or has failed. */
    SESSION_OVER,
    /** DTLS, RTP or RTCP from where no authentic check came. */
    UNAUTHENTICATED_TUPLE,
    STUN_MALFORMED,
    /** No, unknown or wrong ICE credentials. */
    STUN_UNAUTHENTICATED,
    /** A kind of STUN message this side has no use for. */
    STUN_UNEXPECTED,
    DTLS_MALFORMED,
    /** More DTLS datagrams than are kept for the handshake. */
    DTLS_OVERFLOW,
    /** Media before the handshake was done. */
    SRTP_NO_KEYS,
    SRTP_MALFORMED,
    SRTP_UNAUTHENTICATED,
    SRTP_REPLAY,
    SRTP_TOO_MANY_STREAMS;

    static DropReason of(SrtpFailure failure) {
        return switch (failure) {
            case MALFORMED -> SRTP_MALFORMED;
            case AUTHENTICATION -> SRTP_UNAUTHENTICATED;
            case REPLAY -> SRTP_REPLAY;
            case TOO_MANY_STREAMS -> SRTP_TOO_MANY_STREAMS;
        };
    }
}
