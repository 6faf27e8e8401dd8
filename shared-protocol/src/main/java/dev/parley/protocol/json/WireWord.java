package dev.parley.protocol.json;

import java.util.Locale;

/** How a constant is spelled on the wire: in small letters, with hyphens, {@code SCREEN_AUDIO} as {@code screen-audio}. */
public final class WireWord {
    private WireWord() {}

    /** The word of a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
