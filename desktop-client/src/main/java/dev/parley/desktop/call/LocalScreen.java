package dev.parley.desktop.call;

import java.util.List;
import java.util.Optional;

/** One's own screen, as far as it is shared. Ends with the call in which it began. Thread: any. */
public interface LocalScreen {
    /**
     * A screen of this machine.
     *
     * @param name to share it by, see {@link #share}
     * @param x of its left edge, in the system's coordinates
     * @param y of its upper edge, likewise
     * @param width in the same units
     * @param height likewise
     */
    record Choice(String name, int x, int y, int width, int height) {}

    /** How it stands. */
    enum State {
        OFF,
        SHARED,
        /** Shared, and standing still. */
        FROZEN
    }

    /** The screens there are; none where none can be shared. May block for a moment: not for the window's thread. */
    List<Choice> choices();

    /**
     * Shares this instead of what was shared before; {@link Listener} tells what comes of it.
     *
     * @param name {@code all}, {@code screen:1}, {@code region:640x480+10+20} or {@code test-pattern}
     */
    void share(String name);

    /** Shares a part of the desktop, in the system's coordinates. */
    void shareRegion(int x, int y, int width, int height);

    /** Shares nothing any more. */
    void stop();

    /** Lets what the others see stand still, or go on. */
    void freeze(boolean still);

    /** How it stands. */
    State state();

    /** What is shared; empty when nothing is. */
    Optional<String> shared();

    /** Who is told from now on, on a thread of the media's. */
    void listen(Listener listener);

    /** Tells {@code listener} nothing more. */
    void forget(Listener listener);

    /** What a window is told. */
    interface Listener {
        /** It stands otherwise. */
        void changed(State state);

        /** It could not be shared, or cannot be any more. */
        void failed(LocalMedia.Problem problem);
    }
}
