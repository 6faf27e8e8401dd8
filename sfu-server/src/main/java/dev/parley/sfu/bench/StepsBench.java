package dev.parley.sfu.bench;

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
            for (Traffic traffic : Traffic.ALL) {
                measure(traffic, running, ideal, table);
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

    /** With all that will be measured: a compiler that has seen little makes one step look better than the next. */
    private void warmUp(MeasuredServer server, Step step) throws IOException {
        progress.say("warming up: " + step.words);
        bench(server).measure("warm-up", Traffic.MIXED, options.firstWarmUp(), options.warmUp());
        if (!options.quick()) {
            for (Traffic traffic : Traffic.ALL) {
                bench(server).measure("warm-up-" + traffic.room(), traffic.plan(), options.warmUp(), options.warmUp());
            }
        }
    }

    private void measure(Traffic traffic, List<MeasuredServer> running, Optional<IdealSender> ideal, FigureTable table)
            throws IOException {
        for (Step step : Step.values()) {
            progress.say(traffic.name() + ", " + step.words);
            Map<String, Number> row = new LinkedHashMap<>();
            ForwardingBench.Result result = bench(running.get(step.ordinal()))
                    .measure(traffic.room(), traffic.plan(), options.warmUp(), options.time());
            LoadReport report = result.report();
            row.put("outPerSecond", report.received() / report.seconds());
            row.put("lostPackets", report.lost());
            row.put("latencyP50Millis", report.latencyP50Nanos() / 1e6);
            row.put("latencyP99Millis", report.latencyP99Nanos() / 1e6);
            double reached = result.packetsPerCpuSecond().orElse(0);
            row.put("outPerCpuSecond", reached);
            if (ideal.isPresent()) {
                double best = ideal.get().packetsPerCpuSecond(traffic, StreamShape.FRAMES_PER_SECOND);
                row.put("idealPerCpuSecond", best);
                row.put("shareOfIdeal", reached / best);
            }
            table.row(traffic.name() + ", " + step.words, row);
            if (!report.isClean()) {
                table.remark(report.blemishes());
            }
        }
    }
}
