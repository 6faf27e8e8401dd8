package dev.parley.sfu.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes from the click on Join to the first picture of somebody else in Chromium. The browser tests know how
 * to drive a browser, so it is one of them that measures: {@code JoinTimeIT}, run here by Maven in a source tree.
 */
final class JoinTime {
    /** What the test prints. */
    private static final Pattern LINE = Pattern.compile("join to first frame, ms: \\[([0-9, ]+)]");

    private JoinTime() {}

    /**
     * Runs the measurement.
     *
     * @return milliseconds of each join, in ascending order
     * @throws IOException when there is no source tree around this program, or the test fails
     */
    static List<Integer> measure() throws IOException {
        Path tree = sourceTree()
                .orElseThrow(() -> new IOException("--browser needs the source tree, to run its browser tests"));
        Process maven = new ProcessBuilder(
                        tree.resolve("mvnw").toString(),
                        "-B",
                        "--no-transfer-progress",
                        "-pl",
                        "sfu-server",
                        "-am",
                        // Not by way of "package": that would write the jar anew which this program runs from.
                        "test-compile",
                        "failsafe:integration-test",
                        "-Dit.test=JoinTimeIT",
                        "-Dfailsafe.failIfNoSpecifiedTests=false")
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        List<Integer> found = new ArrayList<>();
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = maven.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                found.addAll(millisIn(line));
            }
        }
        if (found.isEmpty()) {
            throw new IOException("JoinTimeIT gave no figure; the end of its output:\n"
                    + String.join("\n", output.subList(Math.max(0, output.size() - 20), output.size())));
        }
        return found;
    }

    /** The figures in a line of output; none when it is not the line. */
    static List<Integer> millisIn(String line) {
        List<Integer> millis = new ArrayList<>();
        Matcher matcher = LINE.matcher(line);
        if (matcher.find()) {
            for (String figure : matcher.group(1).split(",", -1)) {
                millis.add(Integer.parseInt(figure.strip()));
            }
        }
        return millis;
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
