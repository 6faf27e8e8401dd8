package dev.parley.sfu.bench;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each step of the way out gains: the same rooms on servers with one step more each, by turns, beside a program in C
 * with one system call for each packet.
 */
final class StepsBench {
    private static final int VIDEO_PAYLOAD = 1100;

    /** Encoders cut a picture into packets about, not exactly, as long as they may be. */
    private static final int LEAST_PAYLOAD = 935;

    private static final int MOST_PAYLOAD = 1200;
    private static final double IDEAL_SECONDS = 2;

    /**
     * A server whose way out has so many steps. The second step is two: datagrams are read many at a time, and by our own
     * reader instead of Netty's pipeline.
     */
    private enum Step {
        ONE_BY_ONE("one by one", "--udp-read-burst=1 --no-udp-send-batch --no-udp-by-consumer"),
        READ_BURSTS("and recvmmsg", "--no-udp-send-batch --no-udp-by-consumer"),
        SEND_BATCHES("and sendmmsg", "--udp-segments=1 --no-udp-by-consumer"),
        SEGMENTS("and segments", "--no-udp-by-consumer"),
        BY_CONSUMER("and by consumer", "--udp-gather-micros=0 --no-udp-equal-sizes"),
        GATHERED("and gathered", "--no-udp-equal-sizes"),
        EQUAL_SIZES("and equal sizes", "--udp-equal-sizes"),
        OPENSSL("and OpenSSL", "--srtp-openssl");

        final String words;
        final String options;

        Step(String words, String options) {
            this.words = words;
            this.options = options;
        }

        /** Java encrypts in all steps but the last. */
        List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of(options.split(" ", -1)));
            if (this != OPENSSL) {
                arguments.add("--no-srtp-openssl");
            }
            return arguments;
        }
    }

    private record Scenario(String name, RoomPlan plan) {
        /** What is sent to one of its receivers, packets a second. */
        double rateToEach() {
            return plan.outPerSecond() / receivers();
        }

        int receivers() {
            return plan.rooms() * (plan.listeners() + (plan.publishers() > 1 ? plan.publishers() : 0));
        }

        List<IdealSender.Kind> kinds() {
            return plan.tracks().stream()
                    .map(track ->
                            new IdealSender.Kind(track.minPayload(), track.maxPayload(), track.packetsPerSecond()))
                    .toList();
        }
    }

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("1 to 20", RoomPlan.broadcast(1, 20, StreamShape.video(300, VIDEO_PAYLOAD))),
            new Scenario("1 to 100", RoomPlan.broadcast(1, 100, StreamShape.video(300, VIDEO_PAYLOAD))),
            new Scenario("1 to 500", RoomPlan.broadcast(1, 500, StreamShape.video(60, VIDEO_PAYLOAD))),
            new Scenario("meeting of 10", new RoomPlan(1, 10, 0, List.of(camera(100), StreamShape.speech()))),
            new Scenario("8 of 30 send", new RoomPlan(1, 8, 22, List.of(camera(60), StreamShape.speech()))),
            new Scenario("audio of 20", new RoomPlan(1, 20, 0, List.of(StreamShape.speech()))),
            // As many packets in a burst as a key frame has in three sizes.
            new Scenario("bursts of 50 to 10", RoomPlan.broadcast(1, 10, camera(1500))));

    private static StreamShape camera(int packetsPerSecond) {
        return new StreamShape(MediaKind.VIDEO, packetsPerSecond, LEAST_PAYLOAD, MOST_PAYLOAD);
    }

    /** The columns of its table. */
    static final List<Column> COLUMNS = List.of(
            new Column("outPerSecond", "out [packets/s]", "%,.0f"),
            new Column("outPerCpuSecond", "out [packets/CPU s]", "%,.0f"),
            new Column("idealPerCpuSecond", "C [packets/CPU s]", "%,.0f"),
            new Column("shareOfIdeal", "of C [1]", "%.2f"),
            new Column("lostPackets", "lost [packets]", "%,d"),
            new Column("latencyP50Millis", "p50 [ms]", "%.2f"),
            new Column("latencyP99Millis", "p99 [ms]", "%.2f"));

    /** Starts a server with options. */
    interface Servers {
        /** As {@link MeasuredServer#start}. */
        MeasuredServer start(List<String> options) throws IOException;
    }

    /** Says what is going on. */
    interface Progress {
        void say(String line);
    }

    private final Servers servers;
    private final BenchOptions options;
    private final Progress progress;

    StepsBench(Servers servers, BenchOptions options, Progress progress) {
        this.servers = servers;
        this.options = options;
        this.progress = progress;
    }

    void measure(FigureTable table) throws IOException {
        Optional<IdealSender> ideal = IdealSender.compiled();
        if (ideal.isEmpty()) {
            progress.say("no gcc, or no OpenSSL to compile with: nothing to compare with");
        }
        List<MeasuredServer> running = new ArrayList<>();
        try {
            for (Step step : Step.values()) {
                running.add(servers.start(step.arguments()));
                warmUp(running.getLast(), step);
            }
            for (Scenario scenario : SCENARIOS) {
                measure(scenario, running, ideal, table);
            }
        } finally {
            running.forEach(MeasuredServer::close);
            if (ideal.isPresent()) {
                ideal.get().close();
            }
        }
    }

    private ForwardingBench bench(MeasuredServer server) {
        return new ForwardingBench(server, LoadSettings.of(server.root()).withProfiles(List.of(options.profile())));
    }

    private void warmUp(MeasuredServer server, Step step) throws IOException {
        progress.say("warming up: " + step.words);
        RoomPlan plan = new RoomPlan(1, 6, 10, List.of(camera(100), StreamShape.speech()));
        bench(server).measure("warm-up", plan, options.firstWarmUp(), options.warmUp());
    }

    private void measure(
            Scenario scenario, List<MeasuredServer> running, Optional<IdealSender> ideal, FigureTable table)
            throws IOException {
        for (Step step : Step.values()) {
            progress.say(scenario.name() + ", " + step.words);
            Map<String, Number> row = new LinkedHashMap<>();
            ForwardingBench.Result result = bench(running.get(step.ordinal()))
                    .measure(
                            scenario.name().replaceAll("[^a-z0-9]+", "-"),
                            scenario.plan(),
                            options.warmUp(),
                            options.time());
            LoadReport report = result.report();
            row.put("outPerSecond", report.received() / report.seconds());
            row.put("lostPackets", report.lost());
            row.put("latencyP50Millis", report.latencyP50Nanos() / 1e6);
            row.put("latencyP99Millis", report.latencyP99Nanos() / 1e6);
            double reached = result.packetsPerCpuSecond().orElse(0);
            row.put("outPerCpuSecond", reached);
            if (ideal.isPresent()) {
                double best = ideal.get()
                        .packetsPerCpuSecond(
                                scenario.receivers(), IDEAL_SECONDS, scenario.rateToEach(), scenario.kinds());
                row.put("idealPerCpuSecond", best);
                row.put("shareOfIdeal", reached / best);
            }
            table.row(scenario.name() + ", " + step.words, row);
            if (!report.isClean()) {
                table.remark(report.blemishes());
            }
        }
    }
}
