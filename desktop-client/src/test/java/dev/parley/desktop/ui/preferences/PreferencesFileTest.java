package dev.parley.desktop.ui.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsChangedIsFoundAgain() {
        Path file = folder.resolve("not/there/yet/preferences.json");
        PreferencesFile first = new PreferencesFile(file);
        first.change(before -> before.withJoin("meet.example.org", "tea", "Ada")
                .withAppearance(Appearance.DARK)
                .withLanguage("de")
                .withCamera("BRIO")
                .withMicrophone("Jabra")
                .withSpeaker("HDMI")
                .withShortcuts(false)
                .withNoiseSuppression(false)
                .withBudgetKilobits(500)
                .withVolume("Grace", 0.4)
                .withServer("https://meet.example.org"));
        Preferences again = new PreferencesFile(file).current();
        assertThat(again).isEqualTo(first.current());
        assertThat(again.volumeOf("Grace")).isEqualTo(0.4);
        assertThat(again.volumeOf("Linus")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"text\"",
                "\0\0\0",
                "{\"name\": {\"a\": 1}}",
                "{\"shortcuts\": \"maybe\"}",
                "{\"volumes\": {\"Ada\": null}}",
                "{\"servers\": null}",
                "{\"servers\": [null]}"
            })
    void aCorruptFileMeansTheDefaults(String content) throws IOException {
        Path file = folder.resolve("preferences.json");
        Files.writeString(file, content);
        assertThat(new PreferencesFile(file).current()).isEqualTo(Preferences.DEFAULTS);
    }

    @Test
    void whatIsMissingOrUnknownIsAsAtFirst() throws IOException {
        Path file = folder.resolve("preferences.json");
        Files.writeString(file, "{\"name\": \"Ada\", \"appearance\": \"SEPIA\", \"later\": 1, \"room\": null}");
        Preferences read = new PreferencesFile(file).current();
        assertThat(read).isEqualTo(Preferences.DEFAULTS.withJoin("", "", "Ada"));
        assertThat(read.shortcuts()).isTrue();
        assertThat(read.noiseSuppression()).isTrue();
    }

    @Test
    void aFileThatCannotBeWrittenDisturbsNobody() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        PreferencesFile file = new PreferencesFile(inTheWay.resolve("preferences.json"));
        file.change(before -> before.withLanguage("de"));
        assertThat(file.current().language()).isEqualTo("de");
    }

    @Test
    void onlyTheLastFiftyVolumesAreKept() {
        Preferences preferences = Preferences.DEFAULTS;
        for (int i = 0; i < 60; i++) {
            preferences = preferences.withVolume("person " + i, 0.5);
        }
        assertThat(preferences.volumes())
                .hasSize(50)
                .doesNotContainKey("person 9")
                .containsKey("person 10");
        assertThat(preferences.withVolume("person 59", 1).volumes()).hasSize(49);
    }

    @Test
    void onlyTheLastFiftyServersAreKept() {
        Preferences preferences = Preferences.DEFAULTS.withServer("https://first.example");
        for (int i = 0; i < 49; i++) {
            preferences = preferences.withServer("https://" + i + ".example");
        }
        preferences = preferences.withServer("https://first.example").withServer("https://last.example");
        assertThat(preferences.servers())
                .hasSize(50)
                .doesNotContain("https://0.example")
                .endsWith("https://first.example", "https://last.example");
    }

    @Test
    void thePlaceIsTheSystemsOwn() {
        Path home = Path.of("/home/ada");
        assertThat(PreferencesFile.usualPlace("Linux", Map.of(), home))
                .isEqualTo(Path.of("/home/ada/.config/parley/preferences.json"));
        assertThat(PreferencesFile.usualPlace("Linux", Map.of("XDG_CONFIG_HOME", "/etc/ada"), home))
                .isEqualTo(Path.of("/etc/ada/parley/preferences.json"));
        assertThat(PreferencesFile.usualPlace("Linux", Map.of("XDG_CONFIG_HOME", "relative"), home))
                .isEqualTo(Path.of("/home/ada/.config/parley/preferences.json"));
        assertThat(PreferencesFile.usualPlace("Mac OS X", Map.of(), home))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/Parley/preferences.json"));
        assertThat(PreferencesFile.usualPlace("Windows 11", Map.of("APPDATA", "/roaming"), home))
                .isEqualTo(Path.of("/roaming/Parley/preferences.json"));
    }
}
