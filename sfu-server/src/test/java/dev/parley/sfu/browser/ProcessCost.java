package dev.parley.sfu.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What several processes cost together, as Linux counts it. */
final class ProcessCost {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11; // fields of /proc/PID/stat behind the name
    private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    private ProcessCost() {}

    /** CPU time of all of them since they began, in seconds. */
    static double cpuSeconds(List<ProcessHandle> processes) throws IOException {
        double seconds = 0;
        for (ProcessHandle process : processes) {
            String stat = read(process, "stat");
            if (!stat.isEmpty()) {
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
                seconds += ticks / TICKS_PER_SECOND;
            }
        }
        return seconds;
    }

    /** Their memory, in bytes; what several share is divided among those who share it. */
    static long proportionalBytes(List<ProcessHandle> processes) throws IOException {
        long kilobytes = 0;
        for (ProcessHandle process : processes) {
            Matcher found = PROPORTIONAL.matcher(read(process, "smaps_rollup"));
            kilobytes += found.find() ? Long.parseLong(found.group(1)) : 0;
        }
        return kilobytes * 1024;
    }

    /** Empty for a process that ended meanwhile. */
    private static String read(ProcessHandle process, String fact) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), fact));
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
