package dev.parley.sfu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long all threads of a virtual machine stood still, from the log of its safepoints: collections and all else. */
final class Pauses {
    private static final Pattern TOTAL = Pattern.compile("Safepoint .* Total:\\s*(\\d+) ns");

    private final Path log;
    private int read;

    /** Of the log that {@link #flag} makes. */
    Pauses(Path log) {
        this.log = log;
    }

    /** What the virtual machine is to be started with. */
    static String flag(Path log) {
        return "-Xlog:safepoint:file=" + log + "::filecount=0";
    }

    /** Those since the last call, in milliseconds. */
    double[] since() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            double[] news = millis(all.subList(read, all.size()));
            read = all.size();
            return news;
        }
    }

    /** In milliseconds, of the lines that tell of any. */
    static double[] millis(List<String> lines) {
        return lines.stream()
                .map(TOTAL::matcher)
                .filter(Matcher::find)
                .mapToDouble(line -> Long.parseLong(line.group(1)) / 1e6)
                .toArray();
    }

    /** The least that a share of the figures does not exceed; empty when there are none. */
    static OptionalDouble quantile(double[] figures, double share) {
        if (figures.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return OptionalDouble.of(sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)]);
    }
}
