package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** Which way media flows on a transport, as the client sees it. */
public enum TransportDirection {
    /** From the client. */
    SEND,
    /** To the client. */
    RECV;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
