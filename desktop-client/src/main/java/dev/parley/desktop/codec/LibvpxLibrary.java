package dev.parley.desktop.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds libvpx: where the system property {@value #PROPERTY} says, then that of the operating system, newest first,
 * then the one inside the libjitsi jar.
 */
final class LibvpxLibrary {
    static final String PROPERTY = "parley.libvpx";

    private static final Logger log = LoggerFactory.getLogger(LibvpxLibrary.class);
    /** Sonames of libvpx 1.8 to 1.16; there was no 10. */
    private static final int[] SONAMES = {12, 11, 9, 8, 7, 6};

    private LibvpxLibrary() {}

    /** The first that loads and codes a VP8 picture header; loaded for the life of the process. */
    static Optional<Libvpx> load() {
        String chosen = System.getProperty(PROPERTY, "");
        if (!chosen.isEmpty()) {
            return bind(Path.of(chosen));
        }
        for (int soname : SONAMES) {
            Optional<Libvpx> found = bind("libvpx.so." + soname);
            if (found.isPresent()) {
                return found;
            }
        }
        return bundled().flatMap(LibvpxLibrary::bind);
    }

    private static Optional<Libvpx> bind(String name) {
        try {
            return Libvpx.bind(SymbolLookup.libraryLookup(name, Arena.global()), name);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not there
        }
    }

    static Optional<Libvpx> bind(Path file) {
        try {
            return Libvpx.bind(SymbolLookup.libraryLookup(file, Arena.global()), file.toString());
        } catch (IllegalArgumentException e) {
            log.warn("{} does not load: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** A library can be loaded from a file only; the file is gone with the process. */
    static Optional<Path> bundled() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String folder = (system.contains("mac") ? "darwin" : system.contains("linux") ? "linux" : "none")
                + (machine.equals("aarch64")
                        ? "-aarch64"
                        : machine.equals("amd64") || machine.equals("x86_64") ? "-x86-64" : "-none");
        String name = System.mapLibraryName("jnvpx");
        try (InputStream in = LibvpxLibrary.class.getClassLoader().getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            Path file = Files.createTempFile("parley-", "-" + name);
            file.toFile().deleteOnExit();
            Files.write(file, in.readAllBytes());
            return Optional.of(file);
        } catch (IOException e) {
            log.warn("The bundled libvpx cannot be unpacked", e);
            return Optional.empty();
        }
    }
}
