package dev.parley.sfu.room;

/** What a peer may do in its room. */
public enum Role {
    /** Everything. */
    MODERATOR,
    /** Sends and receives. */
    PARTICIPANT,
    /** Receives only. */
    VIEWER;

    /** Whether it may send media. */
    public boolean mayProduce() {
        return this != VIEWER;
    }
}
