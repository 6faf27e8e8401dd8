package dev.parley.desktop.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/parley/desktop/ui");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-z-]+)+");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    /** What the keys of the texts begin with that only the browser client has. */
    private static final String BROWSERS = "web.";

    /** What a person would read: words with a capital, or more than one word. */
    private static final Pattern LABEL = Pattern.compile("^[A-ZÄÖÜ][a-zäöüß]+.*|.*[a-zäöüß]{2,} [a-zäöüß]{2,}.*");

    /** Names of files, folders, fonts and systems. */
    private static final Set<String> NOT_LABELS = Set.of(
            "Parley",
            "Windows",
            "Mac",
            "AppData",
            "Roaming",
            "Library",
            "Application Support",
            "Inter",
            "Segoe UI",
            "Roboto",
            "Helvetica Neue",
            "Noto Sans",
            "Liberation Sans",
            "Arial",
            "System",
            "ImmutableEnumChecker",
            "NullableOptional",
            "TooManyParameters");

    @Test
    void everyLanguageHasTheSameKeys() throws IOException {
        Set<String> english = keys(Language.ENGLISH);
        for (Language language : Language.values()) {
            assertThat(keys(language)).as(language.toString()).isEqualTo(english);
        }
    }

    @Test
    void everyLanguageHasTheSamePlacesInEachText() throws IOException {
        Properties english = load(Language.ENGLISH);
        for (Language language : Language.values()) {
            Properties other = load(language);
            for (String key : english.stringPropertyNames()) {
                assertThat(places(other.getProperty(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(places(english.getProperty(key)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noTextIsEmptyOrHoldsAnApostropheThatMessageFormatWouldSwallow(Language language) throws IOException {
        Properties texts = load(language);
        for (String key : texts.stringPropertyNames()) {
            assertThat(texts.getProperty(key)).as(key).isNotBlank().doesNotContain("'");
        }
    }

    @Test
    void everyKeyInTheSourcesIsATextAndEveryTextIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String literal : literals()) {
            if (KEY.matcher(literal).matches() && !literal.endsWith(".css") && !literal.endsWith(".json")) {
                used.add(literal);
            }
        }
        used.removeIf(name -> name.startsWith("os.") || name.startsWith("user.") || name.startsWith("dev."));
        used.remove(".local");
        Set<String> ours = keys(Language.ENGLISH);
        ours.removeIf(key -> key.startsWith(BROWSERS));
        assertThat(used).isEqualTo(ours);
    }

    @Test
    void noSourceHoldsALabel() throws IOException {
        List<String> labels = new ArrayList<>();
        for (String literal : literals()) {
            if (LABEL.matcher(literal).matches() && !NOT_LABELS.contains(literal)) {
                labels.add(literal);
            }
        }
        assertThat(labels).isEmpty();
    }

    @Test
    void aTextFollowsTheLanguage() {
        Texts texts = new Texts(Language.ENGLISH);
        var mute = texts.bound("call.mute");
        assertThat(mute.get()).isEqualTo("Mute microphone");
        texts.speak(Language.GERMAN);
        assertThat(mute.get()).isEqualTo("Mikrofon stummschalten");
        assertThat(texts.of("call.joined", "Ada")).isEqualTo("Ada ist jetzt dabei");
        assertThat(texts.number(1234.56, 1)).isEqualTo("1.234,6");
    }

    @Test
    void aLanguageIsFoundByItsTag() {
        assertThat(Language.ofTag("de-CH")).contains(Language.GERMAN);
        assertThat(Language.ofTag("")).isEmpty();
        assertThat(Language.ofTag("fr")).isEmpty();
    }

    /** The strings of all sources, without those of log lines and exceptions, which are for whoever looks after it. */
    private static List<String> literals() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (file.endsWith("RoomName.java")) {
                    continue; // words for names of rooms, the same in every language
                }
                for (String line : Files.readAllLines(file)) {
                    String code = line.strip();
                    if (code.startsWith("*")
                            || code.startsWith("/*")
                            || code.startsWith("//")
                            || code.startsWith("LOG.")
                            || code.contains("Exception(")
                            || code.contains(".name(\"")
                            || file.endsWith("Drawing.java")) {
                        continue;
                    }
                    Matcher literal = LITERAL.matcher(line);
                    while (literal.find()) {
                        all.add(literal.group(1));
                    }
                }
            }
        }
        return all;
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group())
                .sorted()
                .toList();
    }

    private static Set<String> keys(Language language) throws IOException {
        return new TreeSet<>(load(language).stringPropertyNames());
    }

    private static Properties load(Language language) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Texts.class.getResourceAsStream("messages_" + language.tag() + ".properties")) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
