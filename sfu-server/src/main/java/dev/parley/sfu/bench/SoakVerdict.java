package dev.parley.sfu.bench;

import dev.parley.sfu.load.LoadReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What a soak comes to: what arrived and what did not, for how long all stood still, and whether anything grew. */
final class SoakVerdict {
    private static final double MEGABYTE = 1 << 20;
    private static final double RARE = 0.999;
    private static final double HALF = 0.5;

    private final double perMeeting;
    /** Exact, but classes are loaded when they are first needed. */
    private final Growth heap = new Growth("live heap", " MB", MEGABYTE, 1);
    /** The compiler works on, and the system's allocator keeps what was freed. */
    private final Growth outside = new Growth("outside the heap", " MB", MEGABYTE, 8);

    private final Growth descriptors = new Growth("descriptors", "", 1, 0);
    /** The compilers' own come and go. */
    private final Growth threads = new Growth("threads", "", 1, 2);

    private final List<Double> pauses = new ArrayList<>();
    private double seconds;
    private double cpuSeconds;
    private long arrived;
    private long lost;
    private boolean clean = true;

    /** @param perMeeting packets a second that go out to one meeting */
    SoakVerdict(double perMeeting) {
        this.perMeeting = perMeeting;
    }

    /** The live heap, before the first window or after the last. */
    void heap(OptionalLong bytes) {
        heap.see(bytes);
    }

    /** What a window gave. */
    void window(LoadReport report, double serverCpuSeconds, double[] pausesMillis) {
        seconds += report.seconds();
        cpuSeconds += serverCpuSeconds;
        arrived += report.received() - report.duplicates();
        lost += report.lost();
        clean &= report.isClean();
        for (double pause : pausesMillis) {
            pauses.add(pause);
        }
    }

    /** What the process held at the end of a window. */
    void held(OptionalLong outsideBytes, OptionalLong descriptorCount, OptionalLong threadCount) {
        outside.see(outsideBytes);
        descriptors.see(descriptorCount);
        threads.see(threadCount);
    }

    private List<Growth> growths() {
        return List.of(heap, outside, descriptors, threads);
    }

    double cores() {
        return cpuSeconds / seconds;
    }

    /** With so many meetings the server would take half of a core, if each packet cost what those cost. */
    long meetingsForHalf() {
        return Math.max(1, Math.round(HALF / (cpuSeconds / arrived * perMeeting)));
    }

    private double pause(double share) {
        return Pauses.quantile(pauses.stream().mapToDouble(Double::doubleValue).toArray(), share)
                .orElse(0);
    }

    /** Nothing grew, nothing was lost; or what did and was. */
    String verdict() {
        List<String> wrong = new ArrayList<>();
        growths().stream().filter(Growth::grew).forEach(each -> wrong.add("GREW: " + each.excess()));
        if (lost > 0) {
            wrong.add(String.format(Locale.ROOT, "LOST: %,d packets", lost));
        } else if (!clean) {
            wrong.add("NOT CLEAN: see the remarks");
        }
        growths().stream().filter(each -> !each.isKnown()).forEach(each -> wrong.add("NOT KNOWN: " + each.words()));
        return wrong.isEmpty() ? "nothing grew, nothing was lost" : String.join("; ", wrong);
    }

    /** All of it, a line for each; the verdict last. */
    List<String> lines() {
        String half = arrived > 0 ? " (half of a core would be --meetings %d)".formatted(meetingsForHalf()) : "";
        return List.of(
                String.format(
                        Locale.ROOT,
                        "In %.1f minutes %,d packets arrived, %,d were lost; the server took %.2f cores%s",
                        seconds / 60,
                        arrived,
                        lost,
                        cores(),
                        half),
                pauses.isEmpty()
                        ? "Pauses of all its threads, for collections and all else: none"
                        : String.format(
                                Locale.ROOT,
                                "Pauses of all its threads, for collections and all else: %d, p99.9 %.3f ms, longest %.3f ms",
                                pauses.size(),
                                pause(RARE),
                                pause(1)),
                "From the first third to the last: "
                        + String.join(
                                ", ", growths().stream().map(Growth::words).toList()),
                "Verdict: " + verdict());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", seconds);
        json.put("arrivedPackets", arrived);
        json.put("lostPackets", lost);
        json.put("serverCores", cores());
        json.put("pauses", pauses.size());
        json.put("pauseP999Millis", pause(RARE));
        json.put("longestPauseMillis", pause(1));
        json.put("growth", growths().stream().map(Growth::words).toList());
        json.put("verdict", verdict());
        return json;
    }
}
