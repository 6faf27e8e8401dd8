package dev.parley.sfu.room;

import dev.parley.sfu.limit.TokenBucket;

/** What of a room is there even when nobody is in it: how it is set up, and who waits at its door. */
final class RoomPlace {
    /** Of one password, by whomever. */
    private static final int GUESSES_PER_SECOND = 1;

    private static final int GUESSES_AT_ONCE = 20;

    private final String id;
    private final RoomSetup setup = new RoomSetup();
    private final Lobby lobby;
    private final TokenBucket guesses;

    RoomPlace(String id, long nowNanos) {
        this.id = id;
        this.lobby = new Lobby(id);
        this.guesses = new TokenBucket(GUESSES_PER_SECOND, GUESSES_AT_ONCE, nowNanos);
    }

    String id() {
        return id;
    }

    RoomSetup setup() {
        return setup;
    }

    Lobby lobby() {
        return lobby;
    }

    /** Wrong passwords that may still be given now. */
    TokenBucket guesses() {
        return guesses;
    }

    /** Whether it means anything once everybody has left: somebody will be known again as its owner. */
    boolean outlivesMeetings() {
        return setup.isSetUp() && setup.isOwned();
    }
}
