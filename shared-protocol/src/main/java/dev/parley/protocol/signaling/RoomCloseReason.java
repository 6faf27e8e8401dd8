package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** Why a room ended under its peers. */
public enum RoomCloseReason {
    /** The worker that served it is gone; the room can be joined again at once. */
    WORKER_DIED,
    /** The server is shutting down. */
    SERVER_CLOSING;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
