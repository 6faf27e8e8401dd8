package dev.parley.sfu.bench;

import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One server as it is delivered beside a program in C with one system call for each packet: both by turns, several rounds,
 * after some that are the compiler's.
 */
final class IdealBench {
    /** A server's first minutes under load are its compiler's: four rounds are six minutes. */
    private static final int ROUNDS_BEFORE = 4;

    private static final int ROUNDS = 3;

    /** The columns of its table. */
    static final List<Column> COLUMNS = List.of(
            new Column("outPerSecond", "out [packets/s]", "%,.0f"),
            new Column("outPerCpuSecond", "out [packets/CPU s]", "%,.0f"),
            new Column("idealPerCpuSecond", "C [packets/CPU s]", "%,.0f"),
            new Column("shareOfIdeal", "of C [1]", "%.2f"),
            new Column("leastShareOfIdeal", "least [1]", "%.2f"),
            new Column("mostShareOfIdeal", "most [1]", "%.2f"),
            new Column("asItComesPerCpuSecond", "C as it comes [packets/CPU s]", "%,.0f"),
            new Column("shareOfAsItComes", "of that [1]", "%.2f"),
            new Column("lostPackets", "lost [packets]", "%,d"),
            new Column("latencyP50Millis", "p50 [ms]", "%.2f"),
            new Column("latencyP99Millis", "p99 [ms]", "%.2f"));

    /**
     * What one round gave, in packets for each CPU-second; the ideal sender's figures are NaN where there is none.
     *
     * @param ideal of the ideal sender, which sends everyone's at the moments of one picture after the other
     * @param asItComes of the same at as many moments as something comes to the server
     */
    private record Round(LoadReport report, double perCpuSecond, double ideal, double asItComes) {
        double share() {
            return perCpuSecond / ideal;
        }

        double shareOfAsItComes() {
            return perCpuSecond / asItComes;
        }

        String words() {
            return String.format(Locale.ROOT, "%,.0f packets/CPU s, %.2f of C", perCpuSecond, share());
        }
    }

    private final ForwardingBench bench;
    private final BenchOptions options;
    private final StepsBench.Progress progress;

    IdealBench(MeasuredServer server, LoadSettings settings, BenchOptions options, StepsBench.Progress progress)
            throws IOException {
        if (server.usage().isEmpty()) {
            throw new IOException("the process of the server is not known: give --pid");
        }
        this.bench = new ForwardingBench(server, settings);
        this.options = options;
        this.progress = progress;
    }

    void measure(FigureTable table) throws IOException {
        Optional<IdealSender> ideal = IdealSender.compiled();
        if (ideal.isEmpty()) {
            progress.say("no gcc, or no OpenSSL to compile with: nothing to compare with");
        }
        Map<Traffic, List<Round>> rounds = new LinkedHashMap<>();
        try {
            warmUp();
            int counted = options.quick() ? 1 : ROUNDS;
            for (int round = 1; round <= counted; round++) {
                for (Traffic traffic : Traffic.ALL) {
                    progress.say("%s, round %d of %d".formatted(traffic.name(), round, counted));
                    Round result = measure(traffic, ideal);
                    progress.say(result.words());
                    rounds.computeIfAbsent(traffic, each -> new ArrayList<>()).add(result);
                }
            }
        } finally {
            if (ideal.isPresent()) {
                ideal.get().close();
            }
        }
        rounds.forEach((traffic, results) -> row(table, traffic, results, ideal.isPresent()));
    }

    private void warmUp() throws IOException {
        progress.say("warming up");
        bench.measure("warm-up", Traffic.MIXED, options.firstWarmUp(), options.warmUp());
        int rounds = options.quick() ? 0 : ROUNDS_BEFORE;
        for (int round = 1; round <= rounds; round++) {
            for (Traffic traffic : Traffic.ALL) {
                progress.say("%s for the compiler, round %d of %d".formatted(traffic.name(), round, rounds));
                bench.measure(traffic.room(), traffic.plan(), options.warmUp(), options.time());
            }
        }
    }

    private Round measure(Traffic traffic, Optional<IdealSender> ideal) throws IOException {
        double best = Double.NaN;
        double asItComes = Double.NaN;
        if (ideal.isPresent()) {
            best = ideal.get().packetsPerCpuSecond(traffic, StreamShape.FRAMES_PER_SECOND);
            asItComes = ideal.get().packetsPerCpuSecond(traffic, traffic.moments());
        }
        ForwardingBench.Result result = bench.measure(traffic.room(), traffic.plan(), options.warmUp(), options.time());
        return new Round(result.report(), result.packetsPerCpuSecond().orElse(0), best, asItComes);
    }

    private static void row(FigureTable table, Traffic traffic, List<Round> rounds, boolean compared) {
        Map<String, Number> row = new LinkedHashMap<>();
        row.put(
                "outPerSecond",
                median(rounds, each -> each.report().received() / each.report().seconds()));
        row.put("outPerCpuSecond", median(rounds, Round::perCpuSecond));
        if (compared) {
            row.put("idealPerCpuSecond", median(rounds, Round::ideal));
            row.put("shareOfIdeal", median(rounds, Round::share));
            row.put(
                    "leastShareOfIdeal",
                    rounds.stream().mapToDouble(Round::share).min().orElseThrow());
            row.put(
                    "mostShareOfIdeal",
                    rounds.stream().mapToDouble(Round::share).max().orElseThrow());
            row.put("asItComesPerCpuSecond", median(rounds, Round::asItComes));
            row.put("shareOfAsItComes", median(rounds, Round::shareOfAsItComes));
        }
        row.put(
                "lostPackets",
                rounds.stream().mapToLong(each -> each.report().lost()).sum());
        row.put("latencyP50Millis", median(rounds, each -> each.report().latencyP50Nanos() / 1e6));
        row.put("latencyP99Millis", median(rounds, each -> each.report().latencyP99Nanos() / 1e6));
        table.row(traffic.name(), row);
        for (Round round : rounds) {
            if (!round.report().isClean()) {
                table.remark(round.report().blemishes());
            }
        }
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Median.of(rounds.stream().mapToDouble(figure).toArray());
    }
}
