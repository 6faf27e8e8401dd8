package dev.parley.sfu.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the YAML file: one flat mapping from {@link Setting#key() names} to a value or a list of values. */
final class SettingsFile {
    private final Path file;
    private final Map<Setting, Given> found = new EnumMap<>(Setting.class);

    private SettingsFile(Path file) {
        this.file = file;
    }

    static Map<Setting, Given> read(Path file) {
        SettingsFile settings = new SettingsFile(file);
        try (JsonParser yaml = new YAMLFactory().createParser(Files.readString(file))) {
            settings.readMapping(yaml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String problem = e.getOriginalMessage().lines().findFirst().orElse("");
            throw settings.wrong("line " + line + " is not YAML: " + problem);
        } catch (NoSuchFileException e) {
            throw settings.wrong("there is no such file");
        } catch (IOException e) {
            throw settings.wrong("it cannot be read: " + e.getMessage());
        }
        return settings.found;
    }

    private void readMapping(JsonParser yaml) throws IOException {
        JsonToken first = yaml.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return; // nothing but comments
        }
        if (first != JsonToken.START_OBJECT) {
            throw wrong("line " + line(yaml) + " must look like \"http-port: 3000\"");
        }
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            readEntry(yaml);
        }
        if (yaml.nextToken() != null) {
            throw wrong("line " + line(yaml) + " begins a second document: only one is read");
        }
    }

    private void readEntry(JsonParser yaml) throws IOException {
        String key = yaml.currentName();
        String origin = file.getFileName() + " line " + line(yaml);
        yaml.nextToken();
        Setting setting = Setting.ofKey(key)
                .orElseThrow(() -> new WrongSettingException(
                                key, textOf(yaml), "there is no such setting; parley run --print-config lists them")
                        .from(origin));
        Given given = new Given(values(yaml, setting, origin), origin);
        Given before = found.put(setting, given);
        if (before != null) {
            throw new WrongSettingException(key, given.text(), "it stands there twice, see " + before.origin())
                    .from(origin);
        }
    }

    private static List<String> values(JsonParser yaml, Setting setting, String origin) throws IOException {
        if (yaml.currentToken().isScalarValue()) {
            return List.of(scalar(yaml, setting, origin));
        }
        if (yaml.currentToken() != JsonToken.START_ARRAY || setting.form() != Setting.Form.LIST) {
            throw new WrongSettingException(
                            setting.key(),
                            textOf(yaml),
                            setting.form() == Setting.Form.LIST ? "a list of values is right" : "one value is right")
                    .from(origin);
        }
        List<String> values = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            values.add(scalar(yaml, setting, origin));
        }
        return values;
    }

    private static String scalar(JsonParser yaml, Setting setting, String origin) throws IOException {
        if (!yaml.currentToken().isScalarValue() || yaml.currentToken() == JsonToken.VALUE_NULL) {
            throw new WrongSettingException(setting.key(), textOf(yaml), "give it a value or take the line out")
                    .from(origin);
        }
        return yaml.getText();
    }

    private static String textOf(JsonParser yaml) {
        try {
            return switch (yaml.currentToken()) {
                case START_OBJECT -> "{...}";
                case START_ARRAY -> "[...]";
                case VALUE_NULL -> "";
                default -> yaml.getText();
            };
        } catch (IOException e) {
            return "";
        }
    }

    private static int line(JsonParser yaml) {
        return yaml.currentTokenLocation().getLineNr();
    }

    private WrongSettingException wrong(String advice) {
        return new WrongSettingException("config", file.toString(), advice);
    }
}
