package dev.parley.sfu.http;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser client's files, read from the classpath below {@code /web/} when first asked for and kept in memory.
 * Used on the control thread only.
 */
final class StaticFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StaticFiles.class);

    /** Neither an empty segment nor one that starts with a dot, no escapes: nothing that could climb out of the folder. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){1,8}");

    /** The build puts eight characters of a hash before the extension. */
    private static final Pattern HASHED_NAME = Pattern.compile(".*-[A-Z0-9]{8}(?:\\.[a-z0-9]+)+");

    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"));

    private final ClassLoader loader;
    private final String folder;
    private final Map<String, StaticFile> loaded = new HashMap<>();

    /** {@code folder} is a classpath folder without slashes at its ends. */
    StaticFiles(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    /** The file at a request's path, which starts with a slash and has no query. */
    Optional<StaticFile> find(String path) {
        StaticFile known = loaded.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        // An extension is asked for because a folder of the classpath can be opened like a file and lists its content.
        String contentType = CONTENT_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (contentType == null || !PLAIN_PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        try (InputStream in = loader.getResourceAsStream(folder + path)) {
            if (in == null) {
                return Optional.empty();
            }
            StaticFile file = describe(path, contentType, in.readAllBytes());
            loaded.put(path, file);
            return Optional.of(file);
        } catch (IOException e) {
            LOG.error("Cannot read {} from the classpath", path, e);
            return Optional.empty();
        }
    }

    private static StaticFile describe(String path, String contentType, byte[] content) {
        String tag = '"' + HexFormat.of().formatHex(sha256(content), 0, 12) + '"';
        return new StaticFile(
                Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(content).asReadOnly()),
                contentType,
                tag,
                HASHED_NAME.matcher(path).matches());
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
