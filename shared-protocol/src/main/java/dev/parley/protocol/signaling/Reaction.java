package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** What a peer shows the others for a moment. */
public enum Reaction {
    /** Agreement. */
    THUMBS_UP,
    /** Disagreement. */
    THUMBS_DOWN,
    /** Applause. */
    CLAP,
    /** Affection. */
    HEART,
    /** That something was funny. */
    LAUGH,
    /** Surprise. */
    SURPRISE,
    /** That there is something to celebrate. */
    PARTY;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
