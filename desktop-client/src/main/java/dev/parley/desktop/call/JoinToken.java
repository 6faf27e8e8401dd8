package dev.parley.desktop.call;

/**
 * What lets its bearer into a room that opens with an invitation only. It never tells itself: not in a log, not in a
 * message.
 *
 * @param text as it stands in the link; empty for none
 */
public record JoinToken(String text) {
    /** No invitation. */
    public static final JoinToken NONE = new JoinToken("");

    /** Whether there is one. */
    public boolean isGiven() {
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return isGiven() ? "a token" : "no token";
    }
}
