package dev.parley.desktop.codec;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which Opus there is. */
final class OpusLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(OpusLibraries.class);
    private static final String NATIVE = "libopus";
    private static final String JAVA = "concentus";

    private OpusLibraries() {}

    static AudioCodecs find(Optional<String> wanted) {
        if (wanted.isEmpty()) {
            Optional<AudioCodecs> found = libopus();
            return found.orElseGet(Concentus::new);
        }
        return switch (wanted.get()) {
            case NATIVE ->
                libopus()
                        .orElseThrow(() ->
                                new IllegalArgumentException("libopus does not work on this machine; use " + JAVA));
            case JAVA -> new Concentus();
            default ->
                throw new IllegalArgumentException(
                        "no Opus library is called " + wanted.get() + ": it is " + NATIVE + " or " + JAVA);
        };
    }

    private static Optional<AudioCodecs> libopus() {
        try {
            return Optional.of(LibOpus.load());
        } catch (RuntimeException | LinkageError e) { // the library says in its own ways what is missing
            LOG.info("Opus is done in Java, because libopus cannot be loaded: {}", e.toString());
            return Optional.empty();
        }
    }
}
