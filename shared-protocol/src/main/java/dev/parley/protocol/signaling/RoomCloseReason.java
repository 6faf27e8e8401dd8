package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** Why a room ended under its peers. */
public enum RoomCloseReason {
    /** The worker that served it is gone; the room can be joined again at once. */
    WORKER_DIED,
    /** The server is shutting down. */
    SERVER_CLOSING,
    /** Someone who may do so has ended the meeting for everybody. */
    ENDED,
    /** Someone who may do so has put the peer out of it; it may come back. */
    REMOVED,
    /** Someone who may do so has put the peer out of it for good. */
    BANNED;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
