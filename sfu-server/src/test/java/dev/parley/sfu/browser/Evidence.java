package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where these tests leave files: all under the module's {@code target}. */
final class Evidence {
    /** Maven runs the tests of a module in the module's folder. */
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Maven may run these tests in several processes, which must not write into each other's files. */
    private static final String PROCESS = System.getProperty("parley.test-process", "process-1");

    private Evidence() {}

    /** Screenshots, console logs and statistics of tests that failed. */
    static Path failures() {
        return folder("browser-failures");
    }

    /** The output of the servers and browsers that ran. */
    static Path logs() {
        return folder("browser-logs");
    }

    /** Things made for the tests and kept between runs: clips, the bundled page, data of servers. */
    static Path made() {
        return folder("browser-made/" + PROCESS);
    }

    /** Things made once for all processes that run tests, by who holds a lock meanwhile. */
    static Path madeForAll() {
        return folder("browser-made");
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(TARGET.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
