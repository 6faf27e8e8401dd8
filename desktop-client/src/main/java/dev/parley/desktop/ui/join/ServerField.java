package dev.parley.desktop.ui.join;

import dev.parley.desktop.ui.control.LimitedField;
import java.util.function.Predicate;
import javafx.scene.input.Clipboard;

/** Where the server is typed, or a whole join link is pasted, which is then split at once. */
final class ServerField extends LimitedField {
    private static final int MOST = 5_000; // UTF-16 units: an address, a room, and a token of at most 4,096

    private final Predicate<String> splitter;

    /** @param splitter takes a pasted text and says whether it has seen to it */
    ServerField(Predicate<String> splitter) {
        super(MOST);
        this.splitter = splitter;
    }

    @Override
    public void paste() {
        String pasted = Clipboard.getSystemClipboard().getString();
        if (pasted == null || !splitter.test(pasted)) {
            super.paste();
        }
    }
}
