package dev.parley.sfu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process uses, as the system tells from outside. */
final class ProcessUsage {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern ANONYMOUS = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    /** The last line of a class histogram: instances, then bytes. */
    private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private static final Duration JCMD_LIMIT = Duration.ofSeconds(60);

    private final ProcessHandle process;

    ProcessUsage(ProcessHandle process) {
        this.process = process;
    }

    /** Which process it is. */
    long pid() {
        return process.pid();
    }

    /** CPU time of all threads since the start, user and system, in seconds; Linux counts it in steps of 10 ms. */
    double cpuSeconds() throws IOException {
        Duration total = process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("process " + process.pid() + " is gone or belongs to someone else"));
        return total.toNanos() / 1e9;
    }

    /**
     * CPU time of the threads whose names begin so, in seconds; 0 where there is no {@code /proc}, or no such thread.
     *
     * @param prefix of 15 characters at most: Linux knows no more of a name
     */
    double cpuSecondsOfThreads(String prefix) throws IOException {
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isReadable(tasks)) {
            return 0;
        }
        double seconds = 0;
        try (Stream<Path> each = Files.list(tasks)) {
            for (Path task : each.toList()) {
                seconds += cpuSeconds(task, prefix);
            }
        }
        return seconds;
    }

    private static double cpuSeconds(Path task, String prefix) {
        try {
            return Files.readString(task.resolve("comm")).startsWith(prefix)
                    ? nanosOnCpu(Files.readString(task.resolve("schedstat"))) / 1e9
                    : 0;
        } catch (IOException e) {
            // It has ended since its folder was seen: threads of the compiler come and go.
            return 0;
        }
    }

    /** The first of three numbers: time on the CPU in nanoseconds, time waiting for it, and how often. */
    static long nanosOnCpu(String schedstat) {
        return Long.parseLong(schedstat.split(" ", -1)[0]);
    }

    /** Resident memory in bytes; empty where there is no {@code /proc}. */
    OptionalLong residentBytes() throws IOException {
        return status(RESIDENT);
    }

    /**
     * Resident memory that is nobody else's and of no file, in bytes: with ZGC, whose heap is a file in memory, what is in
     * use outside the heap. Empty where there is no {@code /proc}.
     */
    OptionalLong anonymousBytes() throws IOException {
        return status(ANONYMOUS);
    }

    private OptionalLong status(Pattern line) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        Matcher found = line.matcher(Files.readString(status));
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1)) * 1024) : OptionalLong.empty();
    }

    /** Open files and sockets; empty where there is no {@code /proc}. */
    OptionalLong descriptors() throws IOException {
        return entries("fd");
    }

    /** Threads of the operating system; empty where there is no {@code /proc}. */
    OptionalLong threads() throws IOException {
        return entries("task");
    }

    private OptionalLong entries(String folder) throws IOException {
        Path of = Path.of("/proc", Long.toString(process.pid()), folder);
        if (!Files.isReadable(of)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> each = Files.list(of)) {
            return OptionalLong.of(each.count());
        }
    }

    /**
     * Bytes of all objects that are alive after a full collection, by the JDK's own {@code jcmd}; the same whatever the
     * collector. Empty where there is no {@code jcmd}, or the process is no JVM of ours.
     */
    OptionalLong liveHeapBytes() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return OptionalLong.empty();
        }
        Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!histogram.waitFor(JCMD_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                histogram.destroyForcibly();
                return OptionalLong.empty();
            }
        } catch (InterruptedException e) {
            histogram.destroyForcibly();
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
        return totalOf(text);
    }

    /** The bytes in the last line of a class histogram. */
    static OptionalLong totalOf(String histogram) {
        Matcher total = HISTOGRAM_TOTAL.matcher(histogram);
        return total.find() ? OptionalLong.of(Long.parseLong(total.group(1))) : OptionalLong.empty();
    }
}
