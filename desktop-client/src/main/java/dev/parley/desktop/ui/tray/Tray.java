package dev.parley.desktop.ui.tray;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where a desktop shows the signs of programs. Called on any thread; what happens is told on the tray's own. */
public interface Tray {
    /**
     * What is shown.
     *
     * @param words what it stands for, for who points at it
     * @param muted whether it is crossed out
     * @param menu at least one line; the first is also what a click on the sign does
     */
    record Sign(String words, boolean muted, List<Entry> menu) {
        public Sign {
            menu = List.copyOf(menu);
        }
    }

    /** A line of a sign's menu. */
    record Entry(String words, Runnable act) {}

    /** Whether this desktop has one now. Answers within seconds, and with no rather than not at all. */
    CompletableFuture<Boolean> isThere();

    /**
     * Shows a sign, or this instead of the one before.
     *
     * @param lost the sign could not be shown, or is not any more: the desktop's tray has gone
     */
    void show(Sign sign, Runnable lost);

    /** Takes the sign away. */
    void hide();
}
