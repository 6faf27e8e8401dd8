package dev.parley.desktop.ui.tile;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call themselves, and what is shown where there is no picture of them. The web client has the same rules. */
public final class PersonName {
    /** The longest that can be typed, in UTF-16 units. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\s\\h]+");
    private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}]");
    private static final int FNV_OFFSET = 0x811c9dc5; // FNV-1a, 32 bit
    private static final int FNV_PRIME = 0x01000193;

    private PersonName() {}

    /** What was typed or pasted, on one line and without characters that nobody sees. */
    public static String tidy(String typed) {
        return UNSEEN.matcher(typed).replaceAll(" ").strip();
    }

    /** One or two letters. */
    public static String initialsOf(String name) {
        String[] words = tidy(name).split(" ", -1);
        String last = words.length > 1 ? firstLetter(words[words.length - 1]) : "";
        String initials = (firstLetter(words[0]) + last).toUpperCase(Locale.ROOT);
        return initials.isEmpty() ? "?" : initials;
    }

    /** A number below {@code count}, always the same for a name, to choose a colour. */
    public static int hueOf(String name, int count) {
        int hash = FNV_OFFSET;
        for (int codePoint : name.codePoints().toArray()) {
            hash = (hash ^ codePoint) * FNV_PRIME;
        }
        return Integer.remainderUnsigned(hash, count);
    }

    private static String firstLetter(String word) {
        Matcher letter = LETTER.matcher(word);
        return letter.find() ? letter.group() : "";
    }
}
