package dev.parley.sfu.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the chosen parts one after the other, printing as it goes, and writes all figures to a file at the end. */
final class BenchRun {
    private static final int SRTP_ROUNDS = 5;
    private static final int SRTP_PACKETS = 100_000;

    /** Of a thousand packets each. */
    private static final int SLOT_TURNS = 50;

    /** Sound, and a part of a picture. */
    private static final int[] SLOT_LENGTHS = {100, BenchOptions.PAYLOAD};

    /** So many pairs that the CPU of the server can be told from nothing. */
    private static final int PAIRS = 20;

    private static final int TWENTY_ROOMS = 2;
    private static final int MEETING_PEERS = 10;
    private static final int MEETING_RATE = 100;
    private static final int HANDSHAKES = 200;
    /** The first rounds are the compiler's. */
    private static final int HANDSHAKE_ROUNDS = 5;

    private final Class<?> main;
    private final BenchOptions options;
    private final PrintWriter out;
    private final PrintWriter progress;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    BenchRun(Class<?> main, BenchOptions options, PrintWriter out, PrintWriter progress) {
        this.main = main;
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    void run(Path json) throws IOException {
        Environment environment = Environment.current();
        figures.put("environment", environment.json());
        out.println(environment.line());
        if (environment.isBusy()) {
            out.println("! other work runs on this machine: every figure below is worse than it could be");
        }
        if (options.parts().contains(Part.SRTP)) {
            measureSrtp();
        }
        if (options.parts().contains(Part.FORWARDING) || options.parts().contains(Part.MEETING)) {
            measureForwarding();
        }
        if (options.parts().contains(Part.IDEAL)) {
            measureIdeal();
        }
        if (options.parts().contains(Part.STEPS)) {
            measureSteps();
        }
        if (options.parts().contains(Part.CORES)) {
            String title = "Large rooms on one worker and on two, %d s for each row"
                    .formatted(options.time().toSeconds());
            new CoresBench(each -> MeasuredServer.start(main, each), options, this::say)
                    .measure(table(Part.CORES.word(), title, "room", CoresBench.COLUMNS));
        }
        if (options.parts().contains(Part.DELAY)) {
            measureDelay();
        }
        if (options.parts().contains(Part.HANDSHAKES)) {
            measureHandshakes();
        }
        if (options.parts().contains(Part.MEMORY)) {
            try (MeasuredServer server = server()) {
                new MemoryBench(server, settings(server), options, this::say).measure(memoryTable());
            }
        }
        if (options.parts().contains(Part.JOINS)) {
            measureJoins();
        }
        if (options.parts().contains(Part.TWELVE)) {
            measureTwelve();
        }
        if (options.parts().contains(Part.SOAK)) {
            measureSoak();
        }
        if (options.browser()) {
            measureBrowser();
        }
        if (options.parts().contains(Part.DESKTOP)) {
            measureDesktop();
        } else {
            out.println();
            out.println("The desktop client beside Chromium: ./parley bench desktop");
        }
        write(json);
    }

    private void say(String line) {
        progress.println("  ... " + line);
        progress.flush();
    }

    private MeasuredServer server(String... more) throws IOException {
        if (options.server().isPresent()) {
            return MeasuredServer.running(options.server().get(), options.process());
        }
        say("starting a server");
        return MeasuredServer.start(main, List.of(more));
    }

    private MeasuredServer serverWithOneWorker() throws IOException {
        return server("--workers", "1");
    }

    private LoadSettings settings(MeasuredServer server) {
        return LoadSettings.of(server.root()).withProfiles(List.of(options.profile()));
    }

    private FigureTable table(String key, String title, String label, List<Column> columns) {
        FigureTable table = new FigureTable(out, title, label, columns);
        figures.put(key, table.rows());
        return table;
    }

    private void measureSrtp() {
        FigureTable table = table(
                Part.SRTP.word(),
                "SRTP, CPU time of one thread for each packet of 1,100 bytes of payload",
                "profile",
                List.of(
                        new Column("protectNanos", "protect [ns]", "%.0f"),
                        new Column("unprotectNanos", "unprotect [ns]", "%.0f")));
        SrtpBench bench = new SrtpBench(BenchOptions.PAYLOAD, options.quick() ? SRTP_PACKETS / 2 : SRTP_PACKETS);
        bench.measure(SRTP_ROUNDS)
                .forEach((profile, cost) -> table.row(
                        profile.name(),
                        Map.of("protectNanos", cost.protectNanos(), "unprotectNanos", cost.unprotectNanos())));
        measureSlots();
    }

    private void measureSlots() {
        FigureTable table = table(
                "slots",
                "SRTP into outgoing slots, AES-128-GCM, CPU time of one thread for each packet",
                "cipher, bytes",
                List.of(
                        new Column("warmNanos", "one receiver [ns]", "%.0f"),
                        new Column("coldNanos", "a thousand by turns [ns]", "%.0f")));
        SlotBench bench = new SlotBench(options.quick() ? SLOT_TURNS / 2 : SLOT_TURNS);
        for (int length : SLOT_LENGTHS) {
            bench.measure(length, SRTP_ROUNDS)
                    .forEach((ciphers, cost) -> table.row(
                            String.format(Locale.ROOT, "%s, %,d", ciphers, length),
                            Map.of("warmNanos", cost.warmNanos(), "coldNanos", cost.coldNanos())));
        }
    }

    private void measureForwarding() throws IOException {
        try (MeasuredServer server = server()) {
            ForwardingBench bench = new ForwardingBench(server, settings(server));
            FigureTable table = table(
                    Part.FORWARDING.word(),
                    String.format(
                            Locale.ROOT,
                            "Forwarding over UDP with %s, video payloads of %,d bytes, %d s each",
                            options.profile(),
                            BenchOptions.PAYLOAD,
                            options.time().toSeconds()),
                    "scenario",
                    forwardingColumns());
            StreamShape video = StreamShape.video(options.packetsPerSecond(), BenchOptions.PAYLOAD);
            RoomPlan twenty = RoomPlan.broadcast(TWENTY_ROOMS, 20, video);
            say("warming up for " + options.firstWarmUp().toSeconds() + " s");
            bench.measure("warm-up", twenty, options.firstWarmUp(), options.warmUp());
            if (options.parts().contains(Part.FORWARDING)) {
                forward(bench, table, "1 to 1, in 20 rooms", RoomPlan.broadcast(PAIRS, 1, video));
                forward(bench, table, "1 to 20, in 2 rooms", twenty);
                forward(bench, table, "1 to 100", RoomPlan.broadcast(1, 100, video));
            }
            if (options.parts().contains(Part.MEETING)) {
                StreamShape camera = StreamShape.video(MEETING_RATE, BenchOptions.PAYLOAD);
                forward(bench, table, "meeting of 10", RoomPlan.meeting(MEETING_PEERS, camera));
            }
        }
    }

    private void measureIdeal() throws IOException {
        try (MeasuredServer server = server()) {
            String title = "Beside an ideal sender in C with %s, %d s each, medians of rounds by turns"
                    .formatted(options.profile(), options.time().toSeconds());
            new IdealBench(server, settings(server), options, this::say)
                    .measure(table(Part.IDEAL.word(), title, "scenario", IdealBench.COLUMNS));
        }
    }

    private void measureSteps() throws IOException {
        FigureTable table = table(
                Part.STEPS.word(),
                String.format(
                        Locale.ROOT,
                        "Steps of the way out with %s, %d s each",
                        options.profile(),
                        options.time().toSeconds()),
                "scenario",
                StepsBench.COLUMNS);
        new StepsBench(each -> MeasuredServer.start(main, each), options, this::say).measure(table);
    }

    private void measureDelay() throws IOException {
        try (MeasuredServer server = serverWithOneWorker()) {
            String title =
                    "Delay at half of a core beside a forwarder in C, loss at 80 %%, one Worker, %d s for each row"
                            .formatted(options.time().toSeconds());
            new DelayBench(server, settings(server), options, this::say)
                    .measure(table(Part.DELAY.word(), title, "scenario", DelayBench.COLUMNS));
        }
    }

    private List<Column> forwardingColumns() {
        return List.of(
                new Column("inPerSecond", "in [packets/s]", "%,.0f"),
                new Column("outPerSecond", "out [packets/s]", "%,.0f"),
                new Column("serverCpuSeconds", "server [CPU s]", "%.2f"),
                new Column("outPerCpuSecond", "out [packets/CPU s]", "%,.0f"),
                new Column("shareOfFloor", "of floor [1]", "%.2f"),
                new Column("deliveredShare", "delivered [1]", "%.3f"),
                new Column("lostPackets", "lost [packets]", "%,d"),
                new Column("latencyP50Millis", "p50 [ms]", "%.2f"),
                new Column("latencyP99Millis", "p99 [ms]", "%.2f"),
                new Column("loadCpuSeconds", "load client [CPU s]", "%.2f"));
    }

    private void forward(ForwardingBench bench, FigureTable table, String name, RoomPlan plan) throws IOException {
        say(name + ": " + plan.peers() + " peers, " + plan.streams() + " streams");
        ForwardingBench.Result result =
                bench.measure(name.replaceAll("[^a-z0-9]+", "-"), plan, options.warmUp(), options.time());
        LoadReport report = result.report();
        Map<String, Number> row = new LinkedHashMap<>();
        row.put("inPerSecond", report.sent() / report.seconds());
        row.put("outPerSecond", report.received() / report.seconds());
        result.serverCpuSeconds().ifPresent(cpu -> row.put("serverCpuSeconds", cpu));
        result.packetsPerCpuSecond().ifPresent(packets -> {
            row.put("outPerCpuSecond", packets);
            options.floor().ifPresent(floor -> row.put("shareOfFloor", packets / floor));
        });
        // Not only what is lost between two that came: also what never came, or is still on its way.
        row.put("deliveredShare", (double) report.received() / plan.copies() / report.sent());
        row.put("lostPackets", report.lost());
        putMillis(row, "latencyP50Millis", report.latencyP50Nanos());
        putMillis(row, "latencyP99Millis", report.latencyP99Nanos());
        row.put("loadCpuSeconds", result.loadCpuSeconds());
        table.row(name, row);
        if (!report.isClean()) {
            table.remark(report.blemishes());
        }
    }

    private static void putMillis(Map<String, Number> row, String key, long nanos) {
        if (nanos >= 0) {
            row.put(key, nanos / 1e6);
        }
    }

    private void measureHandshakes() throws IOException {
        try (MeasuredServer server = server()) {
            HandshakeBench bench = new HandshakeBench(server, settings(server));
            FigureTable table = table(
                    Part.HANDSHAKES.word(),
                    "Handshakes: transports that connect at once, client and server on this machine",
                    "round",
                    List.of(
                            new Column("transports", "transports [1]", "%d"),
                            new Column("seconds", "until the last [s]", "%.3f"),
                            new Column("perSecond", "rate [1/s]", "%,.0f"),
                            new Column("serverCpuMillisEach", "server [CPU ms each]", "%.2f"),
                            new Column("perServerCpuSecond", "rate [1/server CPU s]", "%,.0f")));
            int rounds = options.quick() ? 2 : HANDSHAKE_ROUNDS;
            for (int round = 1; round <= rounds; round++) {
                say("round " + round + ": preparing " + HANDSHAKES + " transports");
                HandshakeBench.Round result = bench.measure("handshakes-" + round, HANDSHAKES);
                Map<String, Number> row = new LinkedHashMap<>();
                row.put("transports", result.transports());
                row.put("seconds", result.seconds());
                row.put("perSecond", result.transports() / result.seconds());
                result.serverCpuSeconds().ifPresent(cpu -> {
                    row.put("serverCpuMillisEach", cpu * 1000 / result.transports());
                    row.put("perServerCpuSecond", result.transports() / cpu);
                });
                table.row(round == 1 ? "1 (cold)" : Integer.toString(round), row);
            }
        }
    }

    private void measureJoins() throws IOException {
        try (MeasuredServer server = server()) {
            FigureTable table = table(
                    Part.JOINS.word(),
                    "Rooms of ten, and as many more while they talk; the load client is on this machine too",
                    "people",
                    JoinsBench.COLUMNS);
            new JoinsBench(server, settings(server), options, this::say).measure(table);
        }
    }

    private void measureTwelve() throws IOException {
        try (MeasuredServer server = serverWithOneWorker()) {
            FigureTable table = table(
                    Part.TWELVE.word(),
                    "Twelve people with cameras, one large and ten small to each, one Worker, %d s each"
                            .formatted(options.time().toSeconds()),
                    "meeting",
                    TwelveBench.COLUMNS);
            new TwelveBench(server, settings(server), options, this::say).measure(table);
        }
    }

    private void measureSoak() throws IOException {
        SoakBench soak = new SoakBench(main, options, this::say);
        SoakVerdict verdict = soak.measure(table(Part.SOAK.word(), soak.title(), "row", SoakBench.COLUMNS));
        figures.put("soakVerdict", verdict.json());
        out.println();
        verdict.lines().forEach(out::println);
    }

    private FigureTable memoryTable() {
        return table(
                Part.MEMORY.word(),
                "Memory of the server, in rooms of ten of which two send video and speech",
                "peers",
                List.of(
                        new Column("consumers", "consumers [1]", "%d"),
                        new Column("liveHeapMegabytes", "live heap [MB]", "%.1f"),
                        new Column("residentMegabytes", "resident [MB]", "%.0f"),
                        new Column("liveHeapKilobytesPerPeer", "live heap more [kB/peer]", "%.0f")));
    }

    private void measureBrowser() throws IOException {
        FigureTable table = table(
                "browser",
                "Join to first picture in Chromium, from the click",
                "joins",
                List.of(
                        new Column("medianMillis", "median [ms]", "%.0f"),
                        new Column("bestMillis", "best [ms]", "%d"),
                        new Column("worstMillis", "worst [ms]", "%d")));
        say("running the browser measurement by Maven");
        List<Integer> millis = JoinTime.measure();
        table.row(
                Integer.toString(millis.size()),
                Map.of(
                        "medianMillis",
                        Median.of(millis.stream().mapToDouble(each -> each).toArray()),
                        "bestMillis",
                        millis.stream().mapToInt(each -> each).min().orElse(0),
                        "worstMillis",
                        millis.stream().mapToInt(each -> each).max().orElse(0)));
    }

    private void measureDesktop() throws IOException {
        say("running the desktop client and Chromium by turns, by Maven: several minutes");
        FigureTable glass = table(
                "glassToGlass",
                "From drawn to shown: two clients of one kind on this machine",
                "who",
                DesktopBench.GLASS);
        Map<String, List<DesktopBench.Figure>> others = new HashMap<>();
        DesktopBench.measure(options.quick(), (name, figure) -> {
            if (name.equals("glassToGlass")) {
                glass.row(figure.name(), figure.values());
            } else {
                others.computeIfAbsent(name, each -> new ArrayList<>()).add(figure);
                say(figure.name());
            }
        });
        FigureTable cost = table(
                "cost",
                "What it costs to be in a call: the window on Xvfb, and a page of a headless Chromium",
                "call",
                DesktopBench.COST);
        others.getOrDefault("cost", List.of()).forEach(figure -> cost.row(figure.name(), figure.values()));
        FigureTable start = table("start", "From the command to a window on Xvfb", "what", DesktopBench.START);
        others.getOrDefault("start", List.of()).forEach(figure -> start.row(figure.name(), figure.values()));
    }

    private void write(Path json) throws IOException {
        @Nullable Path directory = json.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
        out.println();
        out.println("written to " + json);
        out.flush();
    }
}
