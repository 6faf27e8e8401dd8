package dev.parley.desktop.ui.text;

import java.util.Locale;
import java.util.Optional;

/** A language the windows speak. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "language.english"),
    GERMAN(Locale.GERMAN, "language.german");

    private final Locale locale;
    private final String nameKey;

    Language(Locale locale, String nameKey) {
        this.locale = locale;
        this.nameKey = nameKey;
    }

    /** Its texts and its way to write numbers. */
    public Locale locale() {
        return locale;
    }

    /** The key of its name, which each bundle holds in the language itself, so that a lost person finds it. */
    public String nameKey() {
        return nameKey;
    }

    /** As a language tag, such as {@code de}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** The language of a tag; empty for one that is not spoken here. */
    public static Optional<Language> ofTag(String tag) {
        for (Language language : values()) {
            if (language.tag().equals(Locale.forLanguageTag(tag).getLanguage())) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** The system's language, or English. */
    public static Language ofSystem() {
        return ofTag(Locale.getDefault().toLanguageTag()).orElse(ENGLISH);
    }
}
