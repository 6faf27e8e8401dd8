package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** Why a transport ended. */
public enum TransportCloseReason {
    /** The client asked for it. */
    REQUESTED,
    /** Nothing authenticated came from the client for 30 s (RFC 7675). */
    ICE_TIMEOUT,
    /** The DTLS handshake failed or the certificate was another one. */
    DTLS_FAILED,
    /** The client ended the DTLS connection. */
    DTLS_CLOSED,
    /** The server met an error of its own. */
    INTERNAL;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
