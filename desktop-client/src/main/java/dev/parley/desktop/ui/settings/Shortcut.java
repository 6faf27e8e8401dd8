package dev.parley.desktop.ui.settings;

import java.util.Locale;
import java.util.Optional;

/** The single keys that act in a call. Letters, so that they mean the same on every keyboard. */
public enum Shortcut {
    MUTE("m", "shortcut.mute"),
    CAMERA("v", "shortcut.camera"),
    CHAT("c", "shortcut.chat"),
    HAND("r", "shortcut.hand"),
    SHARE("s", "shortcut.share"),
    VIEW("w", "shortcut.view"),
    COPY_LINK("i", "shortcut.link"),
    STATISTICS("t", "shortcut.statistics"),
    LEAVE("l", "shortcut.leave"),
    HELP("?", "shortcut.help");

    private final String key;
    private final String meaning;

    Shortcut(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    /** By which it is remembered whether it is on. */
    public String key() {
        return key;
    }

    /** As it stands on the keyboard. */
    public String shown() {
        return key.toUpperCase(Locale.ROOT);
    }

    /** The key of the text that says what it does. */
    public String meaning() {
        return meaning;
    }

    /** What a typed character means. */
    public static Optional<Shortcut> of(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        for (Shortcut shortcut : values()) {
            if (shortcut.key.equals(lower)) {
                return Optional.of(shortcut);
            }
        }
        return Optional.empty();
    }
}
