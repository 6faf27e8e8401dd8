package dev.parley.desktop.trust;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authority that each server had when a person confirmed it, in a small JSON file. Thread: any. */
public final class Pins {
    private static final Logger LOG = LoggerFactory.getLogger(Pins.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Map<String, String> byHost;

    /** @param file made with the first pin */
    public Pins(Path file) {
        this.file = file;
        this.byHost = read(file);
    }

    /** The fingerprint of the authority that {@code host:port} is known to have. */
    synchronized Optional<String> of(String host) {
        return Optional.ofNullable(byHost.get(host));
    }

    /** From now on {@code host:port} has this authority. */
    public synchronized void trust(String host, String fingerprint) {
        if (!fingerprint.equals(byHost.put(host, fingerprint))) {
            write();
        }
    }

    private static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return new TreeMap<>(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
        } catch (IOException | RuntimeException e) {
            // Kept, for there may be something in it that a person can read; every server is asked about again.
            LOG.error("the trusted servers in {} cannot be understood: {}", file, e.getMessage());
            try {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException kept) {
                LOG.error("it cannot be moved away: {}", kept.getMessage());
            }
            return new TreeMap<>();
        }
    }

    private void write() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path half = file.resolveSibling(file.getFileName() + ".new");
            JSON.writeValue(half.toFile(), byHost);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error(
                    "trusted servers cannot be written to {} and will be asked about again: {}", file, e.getMessage());
        }
    }
}
