package dev.parley.desktop.ui.text;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The words of the windows, by key, in a language that can change while they are open. */
public final class Texts {
    static final String BUNDLE = "dev.parley.desktop.ui.text.messages";

    private final ObjectProperty<Language> language = new SimpleObjectProperty<>();
    private ResourceBundle bundle;

    public Texts(Language first) {
        bundle = bundle(first);
        language.set(first);
    }

    /** Which one is spoken; what is shown follows it. */
    public ReadOnlyObjectProperty<Language> language() {
        return language;
    }

    /** Speaks this one from now on. */
    public void speak(Language next) {
        bundle = bundle(next);
        language.set(next);
    }

    /** The text of this moment. {@code {0}} and so on stand for the arguments. */
    public String of(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale()).format(arguments);
    }

    /** The text, following the language. Whoever binds to it keeps it alive. */
    public StringBinding bound(String key) {
        return Bindings.createStringBinding(() -> of(key), language);
    }

    /** A number as it is written in this language. */
    public String number(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(value);
    }

    private Locale locale() {
        return language.get().locale();
    }

    private static ResourceBundle bundle(Language language) {
        return ResourceBundle.getBundle(BUNDLE, language.locale());
    }
}
