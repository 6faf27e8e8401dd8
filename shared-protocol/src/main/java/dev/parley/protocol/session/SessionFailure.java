package dev.parley.protocol.session;

import dev.parley.protocol.dtls.DtlsFailure;

/** Why a session failed. */
public enum SessionFailure {
    /** The peer showed no certificate. */
    NO_CERTIFICATE,
    /** The peer's certificate is not the one that was signaled. */
    WRONG_FINGERPRINT,
    /** The two sides share no SRTP profile. */
    NO_COMMON_PROFILE,
    /** The handshake took more than 30 seconds. */
    HANDSHAKE_TIMEOUT,
    /** The handshake broke off. */
    HANDSHAKE,
    /** No remote candidate answers, or none does any more. Controlling side only. */
    UNREACHABLE;

    static SessionFailure of(DtlsFailure failure) {
        return switch (failure) {
            case NO_CERTIFICATE -> NO_CERTIFICATE;
            case WRONG_FINGERPRINT -> WRONG_FINGERPRINT;
            case NO_COMMON_PROFILE -> NO_COMMON_PROFILE;
            case TIMEOUT -> HANDSHAKE_TIMEOUT;
            case PROTOCOL -> HANDSHAKE;
        };
    }
}
