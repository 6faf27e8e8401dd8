package dev.parley.desktop.call;

import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One room that a person stays in, however often the connection has to be made anew.
 *
 * <p>Thread: any; the listener hears on one thread of the call's own.
 */
public interface Call extends AutoCloseable {
    /** Where it stands. */
    CallState state();

    /** The others, in the order they came. */
    List<Participant> participants();

    /** Who is told from now on. Told the present state first. */
    void listen(Listener listener);

    /** One's own devices, which outlive the call. */
    LocalMedia local();

    /** What the server says of the meeting. */
    RoomFacts room();

    /** What was written, as far as we saw it, the oldest first. */
    List<RoomNews.ChatMessage> messages();

    /** Asks for something in the room; what comes of it is told as {@link RoomEvent}s. Fails when it is refused. */
    CompletableFuture<Void> ask(RoomRequest request);

    /**
     * These pictures of the others are on the screen, and no others: only they need to be sent to us. Before the first
     * call all are. What is seen at one time is told here as a whole.
     */
    void seen(List<Seen> pictures);

    /** Tries to come in with this password, after the room asked for one. */
    void givePassword(String password);

    /** How it goes, for the statistics overlay. */
    Figures figures();

    /** Does not wait any longer before the next try. */
    void retryNow();

    /** Leaves in order; the state becomes {@link CallState.Left}. */
    void leave();

    /** Leaves, and frees everything but {@link #local}. */
    @Override
    void close();

    /** What a window is told. */
    interface Listener {
        /** The state is another. */
        void state(CallState state);

        /** Somebody came. */
        void added(Participant participant);

        /** A fact about somebody is another: name, camera, microphone. */
        void changed(Participant participant);

        /** Somebody is gone. */
        void removed(Participant participant);

        /** Something happened in the meeting. Whoever listens anew is told the facts and what was written before. */
        default void room(RoomEvent event) {}

        /** The server is about to stop, in so many seconds at the latest; the call goes on until then. */
        default void draining(int seconds) {}
    }

    /**
     * One's own side.
     *
     * @param videoCodec what encodes, such as {@code VP8 (libvpx 1.12)}; empty while nothing does
     * @param width of what is sent, 0 while nothing is
     * @param height of what is sent, 0 while nothing is
     * @param framesPerSecond sent in the last second
     * @param bitsPerSecond sent in the last second
     * @param availableBitsPerSecond what the path is thought to carry
     * @param lossShare of what is sent, of the worst stream, 0 to 1, as the server last said
     * @param rttMillis to the server; 0 while unknown
     * @param path how media goes: {@code UDP}, {@code TCP}; empty while it does not
     * @param encryption the SRTP profile; empty while not connected
     * @param sizes of the camera's picture that are sent at once, the smallest first
     * @param limit what keeps the camera's picture from being better; empty while it is not sent
     */
    record Figures(
            String videoCodec,
            int width,
            int height,
            double framesPerSecond,
            long bitsPerSecond,
            long availableBitsPerSecond,
            double lossShare,
            double rttMillis,
            String path,
            String encryption,
            List<Size> sizes,
            Optional<Limit> limit) {
        /** Copies the list. */
        public Figures {
            sizes = List.copyOf(sizes);
        }
    }

    /** What keeps one's own picture from being better. */
    enum Limit {
        /** Nothing: it is as good as it gets, or as anybody watches. */
        NOTHING,
        /** What the connection carries. */
        LINE,
        /** What a person lets the call take. */
        DATA,
        /** This machine does not keep up with more. */
        MACHINE
    }

    /**
     * One of the sizes that one's own picture is sent in.
     *
     * @param framesPerSecond in the last second
     * @param targetBitsPerSecond what it may take
     */
    record Size(int width, int height, double framesPerSecond, long targetBitsPerSecond) {}
}
