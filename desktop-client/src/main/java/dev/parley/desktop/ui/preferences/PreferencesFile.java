package dev.parley.desktop.ui.preferences;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The preferences in a small JSON file. A file that cannot be read or understood means the defaults, and one that cannot
 * be written means that they are forgotten at the end; neither is worth disturbing anybody.
 */
public final class PreferencesFile {
    private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    private final Path file;
    private Preferences current;

    public PreferencesFile(Path file) {
        this.file = file;
        this.current = read(file);
    }

    /** Where the preferences lie on this system. */
    public static Path usualPlace() {
        return usualPlace(
                System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    static Path usualPlace(String system, Map<String, String> environment, Path home) {
        String file = "preferences.json";
        if (system.startsWith("Windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            Path folder = roaming.isEmpty() ? home.resolve("AppData").resolve("Roaming") : Path.of(roaming);
            return folder.resolve("Parley").resolve(file);
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library")
                    .resolve("Application Support")
                    .resolve("Parley")
                    .resolve(file);
        }
        // XDG Base Directory Specification: a relative path is to be ignored.
        Path configuration = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        Path folder = configuration.isAbsolute() ? configuration : home.resolve(".config");
        return folder.resolve("parley").resolve(file);
    }

    /** As they are now. */
    public synchronized Preferences current() {
        return current;
    }

    /** Changes and writes them. */
    public synchronized void change(UnaryOperator<Preferences> change) {
        Preferences changed = change.apply(current);
        if (!changed.equals(current)) {
            current = changed;
            write();
        }
    }

    private static Preferences read(Path file) {
        if (!Files.exists(file)) {
            return Preferences.DEFAULTS;
        }
        try {
            ObjectNode filledIn = JSON.valueToTree(Preferences.DEFAULTS);
            if (JSON.readTree(file.toFile()) instanceof ObjectNode read) {
                filledIn.setAll(read);
            }
            return JSON.treeToValue(filledIn, Preferences.class);
        } catch (IOException | RuntimeException e) {
            LOG.warn("preferences in {} cannot be understood, starting with none: {}", file, e.getMessage());
            return Preferences.DEFAULTS;
        }
    }

    private void write() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // Written beside and moved, so that a crash leaves the old or the new file, never half of one.
            Path half = file.resolveSibling(file.getFileName() + ".new");
            JSON.writeValue(half.toFile(), current);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("preferences cannot be written to {}: {}", file, e.getMessage());
        }
    }
}
