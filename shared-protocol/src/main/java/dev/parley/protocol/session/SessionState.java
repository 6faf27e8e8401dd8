package dev.parley.protocol.session;

/** Where a session stands: it goes from NEW to CONNECTING to CONNECTED, and from anywhere to FAILED or CLOSED. */
public enum SessionState {
    /** Checks are answered; the peer's fingerprint is not known yet. */
    NEW,
    /** The peer's fingerprint is known: the handshake runs, or waits for the first authentic check. */
    CONNECTING,
    /** Media flows. */
    CONNECTED,
    /** The handshake failed or the peer is gone. Final. */
    FAILED,
    /** Closed by either side. Final. */
    CLOSED
}
