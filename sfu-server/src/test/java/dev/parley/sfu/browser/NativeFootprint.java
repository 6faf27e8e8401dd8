package dev.parley.sfu.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a client holds at one moment, looked at from outside.
 *
 * @param calls objects of which each call has one
 * @param heapBytes of all live objects, after a full collection
 * @param descriptors open files and sockets
 * @param threads of all kinds
 * @param anonymousBytes of memory without a file behind it, after the allocator gave back what it had kept
 */
record NativeFootprint(long calls, long heapBytes, long descriptors, long threads, long anonymousBytes) {
    private static final Pattern CALLS =
            Pattern.compile("(?m)\\s(\\d+)\\s+\\d+\\s+dev\\.parley\\.desktop\\.call\\.Stay$");
    /** Gaps between objects, which the collector counts as objects. */
    private static final Pattern GAPS = Pattern.compile("(?m)\\s\\d+\\s+(\\d+)\\s+\\[?L?jdk\\.internal\\.vm\\.Filler");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern ANONYMOUS = Pattern.compile("Anonymous:\\s+(\\d+) kB");

    static NativeFootprint of(long pid) throws IOException, InterruptedException {
        Path facts = Path.of("/proc", Long.toString(pid));
        String histogram = jcmd(pid, "GC.class_histogram");
        String _ = jcmd(pid, "System.trim_native_heap");
        long descriptors;
        try (Stream<Path> open = Files.list(facts.resolve("fd"))) {
            descriptors = open.count();
        }
        return new NativeFootprint(
                number(CALLS, histogram),
                number(TOTAL, histogram) - gaps(histogram),
                descriptors,
                number(THREADS, Files.readString(facts.resolve("status"))),
                number(ANONYMOUS, Files.readString(facts.resolve("smaps_rollup"))) * 1024);
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(program.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed in process " + pid + ": " + answer);
        }
        return answer;
    }

    private static long gaps(String histogram) {
        return GAPS.matcher(histogram)
                .results()
                .mapToLong(each -> Long.parseLong(each.group(1)))
                .sum();
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException(pattern + " is not in:\n" + text);
        }
        return Long.parseLong(found.group(1));
    }
}
