package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.sfu.limit.TokenBucket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What of a room is there even when nobody is in it: how it is set up, and who waits at its door. */
final class RoomPlace {
    /** Of one password, by whomever. */
    private static final int GUESSES_PER_SECOND = 1;

    private static final int GUESSES_AT_ONCE = 20;

    private final String id;
    private final RoomSetup setup;
    private final Lobby lobby;
    private final TokenBucket guesses;
    private final RoomStore store;
    private boolean kept;
    private long lastKept;

    /** Of a room that nobody has set up. */
    RoomPlace(String id, RoomStore store, long nowNanos) {
        this.id = id;
        this.store = store;
        this.setup = new RoomSetup(this::keep);
        this.lobby = new Lobby(id);
        this.guesses = new TokenBucket(GUESSES_PER_SECOND, GUESSES_AT_ONCE, nowNanos);
    }

    /** Of a room that was kept. */
    RoomPlace(KeptRoom room, RoomStore store, long nowNanos) {
        this.id = room.id();
        this.store = store;
        this.kept = true;
        this.setup = new RoomSetup(room, this::keep);
        this.lobby = new Lobby(id);
        this.guesses = new TokenBucket(GUESSES_PER_SECOND, GUESSES_AT_ONCE, nowNanos);
    }

    /** Brings what is kept in step with what is. */
    void keep() {
        if (outlivesMeetings()) {
            kept = true;
            store.keep(setup.toKeep(id));
        } else if (kept) {
            forget();
        }
    }

    /** Keeps nothing of it any more. */
    void forget() {
        kept = false;
        store.forget(id);
    }

    /** Keeps what somebody has said, where the room wants that. */
    void keep(ChatMessage message, long oldest) {
        if (keepsChat()) {
            lastKept = message.number();
            store.keep(id, message, oldest);
        }
    }

    /** The number of the last message that was kept since the server started: no other message gets it. */
    long lastKept() {
        return lastKept;
    }

    private boolean keepsChat() {
        return kept && setup.settings().chatHistory() == ChatHistory.KEPT;
    }

    /** What was said in earlier meetings and is kept. */
    CompletableFuture<List<ChatMessage>> earlierChat() {
        return keepsChat() ? store.chat(id) : CompletableFuture.completedFuture(List.of());
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
