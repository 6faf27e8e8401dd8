package dev.parley.sfu.bench;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a large room costs on one Worker and on two, and how much of a core each of them takes. */
final class CoresBench {
    private static final int PAYLOAD = 1100;

    /** Where the rooms are. */
    private enum Placed {
        ONE("one worker", "--workers=1"),
        BY_LOAD("two, by load", "--workers=2 --room-spread=by-load"),
        ALWAYS("two, by turns", "--workers=2 --room-spread=always");

        final String words;
        final String options;

        Placed(String words, String options) {
            this.words = words;
            this.options = options;
        }
    }

    private record Scenario(String name, RoomPlan plan) {}

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("1 to 1,000", RoomPlan.broadcast(1, 1_000, StreamShape.video(60, PAYLOAD))),
            // As small as pictures of fifty are; of the voices five would be forwarded.
            new Scenario(
                    "meeting of 50",
                    new RoomPlan(1, 50, 0, List.of(new StreamShape(MediaKind.VIDEO, 20, 500, 1_200)))));

    /** The columns of its table. */
    static final List<Column> COLUMNS = List.of(
            new Column("outPerSecond", "out [packets/s]", "%,.0f"),
            new Column("outPerCpuSecond", "out [packets/CPU s]", "%,.0f"),
            new Column("firstWorkerCores", "worker 0 [cores]", "%.2f"),
            new Column("secondWorkerCores", "worker 1 [cores]", "%.2f"),
            new Column("lostPackets", "lost [packets]", "%,d"),
            new Column("latencyP50Millis", "p50 [ms]", "%.2f"),
            new Column("latencyP99Millis", "p99 [ms]", "%.2f"));

    private final StepsBench.Servers servers;
    private final BenchOptions options;
    private final StepsBench.Progress progress;

    CoresBench(StepsBench.Servers servers, BenchOptions options, StepsBench.Progress progress) {
        this.servers = servers;
        this.options = options;
        this.progress = progress;
    }

    void measure(FigureTable table) throws IOException {
        for (Scenario scenario : SCENARIOS) {
            for (Placed placed : Placed.values()) {
                progress.say(scenario.name() + ", " + placed.words);
                try (MeasuredServer server = servers.start(List.of(placed.options.split(" ", -1)))) {
                    measure(scenario, placed, server, table);
                }
            }
        }
    }

    private void measure(Scenario scenario, Placed placed, MeasuredServer server, FigureTable table)
            throws IOException {
        LoadSettings settings = LoadSettings.of(server.root()).withProfiles(List.of(options.profile()));
        try (LoadClient client = new LoadClient(settings)) {
            scenario.plan().fill(client, "large");
            client.startSending();
            Pause.of(options.firstWarmUp());
            ProcessUsage usage = server.usage()
                    .orElseThrow(() -> new IOException("the process of the server that was started is not known"));
            double before = usage.cpuSeconds();
            double first = workerSeconds(usage, 0);
            double second = workerSeconds(usage, 1);
            client.startWindow();
            Pause.of(options.time());
            LoadReport report = client.report();
            Map<String, Number> row = new LinkedHashMap<>();
            row.put("outPerSecond", report.received() / report.seconds());
            row.put("outPerCpuSecond", report.received() / (usage.cpuSeconds() - before));
            row.put("firstWorkerCores", (workerSeconds(usage, 0) - first) / report.seconds());
            row.put("secondWorkerCores", (workerSeconds(usage, 1) - second) / report.seconds());
            row.put("lostPackets", report.lost());
            row.put("latencyP50Millis", report.latencyP50Nanos() / 1e6);
            row.put("latencyP99Millis", report.latencyP99Nanos() / 1e6);
            table.row(scenario.name() + ", " + placed.words, row);
            if (!report.isClean()) {
                table.remark(report.blemishes());
            }
        }
    }

    private static double workerSeconds(ProcessUsage usage, int worker) throws IOException {
        return usage.cpuSecondsOfThreads("worker-" + worker);
    }
}
