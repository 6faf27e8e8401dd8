package dev.parley.sfu.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The tests of the source tree around this program know how to drive a browser, so some of them measure for the bench. */
final class BrowserTests {
    private static final int LINES_TOLD = 20;

    private BrowserTests() {}

    /** Takes what is printed. */
    @FunctionalInterface
    interface Output {
        void line(String line);
    }

    /**
     * Has Maven run one of them.
     *
     * @param properties of Java, for the test, as {@code name=value}
     * @param output takes each line of it
     * @throws IOException when there is no source tree around this program, or the test fails
     */
    static void run(String test, List<String> properties, Output output) throws IOException {
        Path tree = sourceTree().orElseThrow(() -> new IOException("this needs the source tree, to run its tests"));
        List<String> command = new ArrayList<>(List.of(
                tree.resolve("mvnw").toString(),
                "-B",
                "--no-transfer-progress",
                "-pl",
                "sfu-server",
                "-am",
                // Not by way of "package": that would write the jar anew which this program runs from.
                "test-compile",
                "failsafe:integration-test",
                "failsafe:verify",
                "-Dit.test=" + test,
                "-Dfailsafe.failIfNoSpecifiedTests=false"));
        properties.forEach(each -> command.add("-D" + each));
        Process maven = new ProcessBuilder(command)
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = maven.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.line(line);
                last.add(line);
                if (last.size() > LINES_TOLD) {
                    last.remove();
                }
            }
        }
        try {
            if (maven.waitFor() != 0) {
                throw new IOException(test + " failed; the end of its output:\n" + String.join("\n", last));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + test + " ran", e);
        }
    }

    /** The directory above this program's classes that holds the Maven wrapper. */
    private static Optional<Path> sourceTree() {
        try {
            Path place = Path.of(JoinTime.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path each = place; each != null; each = each.getParent()) {
                if (Files.isExecutable(each.resolve("mvnw"))) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
