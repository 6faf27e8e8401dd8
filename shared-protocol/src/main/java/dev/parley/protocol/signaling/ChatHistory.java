package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** What of the chat those see who come later. */
public enum ChatHistory {
    /** Nothing. */
    NONE,
    /** What was said since the room was last empty. */
    MEETING,
    /** What was said in earlier meetings too: it is kept in the server's database. */
    KEPT;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
