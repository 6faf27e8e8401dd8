package dev.parley.sfu.room;

import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where rooms are kept that are set up, while nobody is in them and while no server runs.
 *
 * <p>Thread: the control thread. Nothing here waits; what is asked for later sees what was asked before. Whatever fails is
 * for the store to say to the operator: the meeting goes on.
 */
public interface RoomStore {
    /** Keeps nothing. */
    RoomStore NONE = new RoomStore() {
        @Override
        public List<KeptRoom> rooms() {
            return List.of();
        }

        @Override
        public void keep(KeptRoom room) {}

        @Override
        public void forget(String roomId) {}

        @Override
        public void keep(String roomId, ChatMessage message, long oldest) {}

        @Override
        public CompletableFuture<List<ChatMessage>> chat(String roomId) {
            return CompletableFuture.completedFuture(List.of());
        }
    };

    /** What was kept when the server started, the room last set up or used last. */
    List<KeptRoom> rooms();

    /** Keeps how a room is set up now; its chat is forgotten unless the room wants it kept. */
    void keep(KeptRoom room);

    /** Forgets a room with its chat. */
    void forget(String roomId);

    /**
     * Keeps what was said in a room that is kept.
     *
     * @param oldest the number of the oldest message that still is to be kept
     */
    void keep(String roomId, ChatMessage message, long oldest);

    /** What was kept of what was said, the oldest first; nothing if it cannot be read. Completes on the control thread. */
    CompletableFuture<List<ChatMessage>> chat(String roomId);
}
