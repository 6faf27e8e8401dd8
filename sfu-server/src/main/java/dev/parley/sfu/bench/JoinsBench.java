package dev.parley.sfu.bench;

import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What those who are in a call notice when as many others join at once. */
final class JoinsBench {
    private static final int ROOMS = 50;
    private static final int ROOMS_QUICK = 10;

    /** The columns of its table. */
    static final List<Column> COLUMNS = List.of(
            new Column("outPerSecond", "out [packets/s]", "%,.0f"),
            new Column("serverCores", "server [cores]", "%.2f"),
            new Column("lostPackets", "lost [packets]", "%,d"),
            new Column("latencyP50Millis", "p50 [ms]", "%.2f"),
            new Column("latencyP99Millis", "p99 [ms]", "%.2f"),
            new Column("joinSeconds", "all joined after [s]", "%.1f"));

    private final MeasuredServer server;
    private final LoadSettings settings;
    private final BenchOptions options;
    private final MemoryBench.Progress progress;

    JoinsBench(MeasuredServer server, LoadSettings settings, BenchOptions options, MemoryBench.Progress progress) {
        this.server = server;
        this.settings = settings;
        this.options = options;
        this.progress = progress;
    }

    /** Puts a row for a quiet time and one for that of the joins into the table. */
    void measure(FigureTable table) throws IOException {
        RoomPlan plan = new RoomPlan(
                options.quick() ? ROOMS_QUICK : ROOMS,
                1,
                9,
                List.of(StreamShape.video(20, BenchOptions.PAYLOAD), StreamShape.speech()));
        try (LoadClient inCall = new LoadClient(settings);
                LoadClient joining = new LoadClient(settings)) {
            progress.say(plan.peers() + " people meet");
            plan.fill(inCall, "there");
            inCall.startSending();
            Pause.of(options.firstWarmUp());
            window(table, plan.peers() + " in calls", inCall, row -> Pause.of(options.time()));
            window(table, "and " + plan.peers() + " who join", inCall, row -> {
                long began = System.nanoTime();
                plan.fill(joining, "new");
                row.put("joinSeconds", (System.nanoTime() - began) / 1e9);
            });
        }
    }

    /** What goes on while packets are counted; may say something of its own. */
    private interface Event {
        void happen(Map<String, Number> row) throws IOException;
    }

    private void window(FigureTable table, String name, LoadClient client, Event event) throws IOException {
        Map<String, Number> row = new LinkedHashMap<>();
        double before = cpuSeconds();
        client.startWindow();
        event.happen(row);
        LoadReport report = client.report();
        row.put("outPerSecond", report.received() / report.seconds());
        row.put("serverCores", (cpuSeconds() - before) / report.seconds());
        row.put("lostPackets", report.lost());
        row.put("latencyP50Millis", report.latencyP50Nanos() / 1e6);
        row.put("latencyP99Millis", report.latencyP99Nanos() / 1e6);
        table.row(name, row);
        if (!report.isClean()) {
            table.remark(report.blemishes());
        }
    }

    private double cpuSeconds() throws IOException {
        return server.usage().isPresent() ? server.usage().get().cpuSeconds() : 0;
    }
}
