package dev.parley.sfu.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long all threads of a virtual machine stood still, from the log of its safepoints: collections and all else. */
final class Pauses {
    private static final Pattern TOTAL = Pattern.compile("Safepoint .* Total:\\s*(\\d+) ns");

    private final Path log;
    private long read;

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
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] news = new byte[Math.toIntExact(file.length() - read)];
            file.seek(read);
            file.readFully(news);
            String text = new String(news, StandardCharsets.ISO_8859_1);
            // The last line may be still in the making.
            int end = text.lastIndexOf('\n') + 1;
            read += end;
            return millis(text.substring(0, end).lines().toList());
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
