package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** What a peer is in its room, from the one who may do most to the one who may do least. */
public enum Role {
    /** Whose room it is: everything. */
    OWNER,
    /** Keeps order: everything but what the room is and who has which role. */
    MODERATOR,
    /** Takes part in the meeting. */
    PARTICIPANT,
    /** Sends and receives, as clients of the base protocol do, and says a word to all. */
    GUEST,
    /** Watches and listens. */
    VIEWER;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }

    /** Whether this is at least as high as {@code other}: nobody is moderated by those below. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) <= 0;
    }
}
