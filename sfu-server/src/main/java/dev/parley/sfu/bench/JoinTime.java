package dev.parley.sfu.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        List<Integer> found = new ArrayList<>();
        BrowserTests.run("JoinTimeIT", List.of(), line -> found.addAll(millisIn(line)));
        if (found.isEmpty()) {
            throw new IOException("JoinTimeIT gave no figure");
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
}
