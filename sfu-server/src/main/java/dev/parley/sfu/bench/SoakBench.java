package dev.parley.sfu.bench;

import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Whether anything grows while a server works for long: memory, descriptors, threads; how long it pauses, what it loses. */
final class SoakBench {
    private static final int ROWS = 30;
    private static final int ROWS_QUICK = 5;
    private static final double MEGABYTE = 1 << 20;

    /** The columns of its table. */
    static final List<Column> COLUMNS = List.of(
            new Column("outPerSecond", "out [packets/s]", "%,.0f"),
            new Column("serverCores", "server [cores]", "%.2f"),
            new Column("lostPackets", "lost [packets]", "%,d"),
            new Column("liveHeapMegabytes", "live heap [MB]", "%.1f"),
            new Column("residentMegabytes", "resident [MB]", "%.0f"),
            new Column("nativeMegabytes", "outside the heap [MB]", "%.0f"),
            new Column("descriptors", "descriptors [1]", "%d"),
            new Column("threads", "threads [1]", "%d"),
            new Column("pauses", "pauses [1]", "%d"),
            new Column("longestPauseMillis", "longest [ms]", "%.3f"));

    private final Class<?> main;
    private final BenchOptions options;
    private final MemoryBench.Progress progress;

    SoakBench(Class<?> main, BenchOptions options, MemoryBench.Progress progress) {
        this.main = main;
        this.options = options;
        this.progress = progress;
    }

    private int rows() {
        return options.quick() ? ROWS_QUICK : ROWS;
    }

    /** How long each row is. */
    private Duration window() {
        return options.soak().map(whole -> whole.dividedBy(rows())).orElse(options.time());
    }

    /** What is measured. */
    String title() {
        return "%d meetings of ten with %s, %d s for each row"
                .formatted(options.meetings(), options.profile(), window().toSeconds());
    }

    private RoomPlan load() {
        List<StreamShape> tracks = List.of(StreamShape.video(100, BenchOptions.PAYLOAD), StreamShape.speech());
        return new RoomPlan(options.meetings(), 10, 0, tracks);
    }

    /** Puts a row for each part of the time into the table, and says what they come to. */
    SoakVerdict measure(FigureTable table) throws IOException {
        Path log = Files.createTempFile("parley-pauses", ".log");
        progress.say("starting a server that works for "
                + window().multipliedBy(rows()).toMinutes() + " minutes");
        try (MeasuredServer server = MeasuredServer.start(main, List.of(Pauses.flag(log)), List.of());
                LoadClient client =
                        new LoadClient(LoadSettings.of(server.root()).withProfiles(List.of(options.profile())))) {
            load().fill(client, "soak");
            client.startSending();
            Pause.of(options.firstWarmUp());
            return measure(table, server, client, new Pauses(log));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private SoakVerdict measure(FigureTable table, MeasuredServer server, LoadClient client, Pauses pauses)
            throws IOException {
        ProcessUsage usage = server.usage().orElseThrow();
        SoakVerdict verdict = new SoakVerdict(load().outPerSecond() / options.meetings());
        OptionalLong heapBefore = usage.liveHeapBytes();
        // The heap is looked at while everything stands still; what waited meanwhile is sent late or lost.
        Pause.of(options.firstWarmUp());
        pauses.since();
        for (int i = 1; i <= rows(); i++) {
            double cpuBefore = usage.cpuSeconds();
            client.startWindow();
            Pause.of(window());
            LoadReport report = client.report();
            double cpu = usage.cpuSeconds() - cpuBefore;
            double[] news = pauses.since();
            verdict.window(report, cpu, news);
            verdict.held(usage.anonymousBytes(), usage.descriptors(), usage.threads());
            Map<String, Number> row = new LinkedHashMap<>();
            row.put("outPerSecond", report.received() / report.seconds());
            row.put("serverCores", cpu / report.seconds());
            row.put("lostPackets", report.lost());
            row.put("pauses", news.length);
            Pauses.quantile(news, 1).ifPresent(longest -> row.put("longestPauseMillis", longest));
            usage.residentBytes().ifPresent(bytes -> row.put("residentMegabytes", bytes / MEGABYTE));
            usage.anonymousBytes().ifPresent(bytes -> row.put("nativeMegabytes", bytes / MEGABYTE));
            usage.descriptors().ifPresent(count -> row.put("descriptors", count));
            usage.threads().ifPresent(count -> row.put("threads", count));
            if (i == 1 || i == rows()) {
                OptionalLong heap = i == 1 ? heapBefore : usage.liveHeapBytes();
                verdict.heap(heap);
                heap.ifPresent(bytes -> row.put("liveHeapMegabytes", bytes / MEGABYTE));
            }
            table.row(Integer.toString(i), row);
            if (!report.isClean()) {
                table.remark(report.blemishes());
            }
        }
        return verdict;
    }
}
