package dev.parley.sfu.bench;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.ForwardedRoom;
import dev.parley.sfu.load.ForwardedRoom.Seat;
import dev.parley.sfu.load.ForwarderKeys;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How much later packets arrive than through a program in C that only forwards, at the rate which takes the server half of
 * a core; and whether they all arrive at the rate which takes it 80 %.
 */
final class DelayBench {
    private static final double HALF = 0.5;
    private static final double MOST = 0.8;
    /** Where looking for a rate begins: so little that any machine carries it, and enough to tell it from nothing. */
    private static final int MODEST = 20_000;

    private static final int TRIES = 3;
    /** A rate that takes a twentieth more or less of what is wanted is good enough. */
    private static final double NEAR = 0.05;

    private static final int ROUNDS = 3;
    private static final int ROUNDS_QUICK = 1;

    /** The columns of its table. */
    static final List<Column> COLUMNS = List.of(
            new Column("outPerSecond", "out [packets/s]", "%,.0f"),
            new Column("serverCores", "it takes [cores]", "%.2f"),
            new Column("outPerCpuSecond", "out [packets/CPU s]", "%,.0f"),
            new Column("sentPackets", "sent [packets]", "%,d"),
            new Column("arrivedPackets", "arrived [packets]", "%,d"),
            new Column("lostPackets", "lost [packets]", "%,d"),
            new Column("duplicatePackets", "twice [packets]", "%,d"),
            new Column("latencyP50Millis", "p50 [ms]", "%.2f"),
            new Column("latencyP99Millis", "p99 [ms]", "%.2f"),
            new Column("clientCores", "load client [cores]", "%.2f"));

    /**
     * Rooms that are all alike, as many as a rate needs.
     *
     * @param publishers in each room
     * @param listeners in each room
     * @param speech whether publishers speak, too
     * @param usual packets of video a second of each publisher, about
     */
    record Scenario(String name, int publishers, int listeners, boolean speech, int usual) {
        /** As many rooms as come nearest to so many packets out a second, each publisher sending what is then missing. */
        RoomPlan plan(double outPerSecond) {
            int copies = publishers - 1 + listeners;
            int sound = speech ? StreamShape.speech().packetsPerSecond() : 0;
            double outOfRoom = (double) publishers * copies * (usual + sound);
            int rooms = Math.max(1, Math.toIntExact(Math.round(outPerSecond / outOfRoom)));
            long each = Math.round(outPerSecond / rooms / publishers / copies) - sound;
            // Encoders cut a picture into packets about, not exactly, as long as they may be.
            StreamShape video = new StreamShape(MediaKind.VIDEO, Math.max(1, Math.toIntExact(each)), 935, 1_200);
            List<StreamShape> tracks = speech ? List.of(video, StreamShape.speech()) : List.of(video);
            return new RoomPlan(rooms, publishers, listeners, tracks);
        }
    }

    private static final List<Scenario> SCENARIOS =
            List.of(new Scenario("1 to 100", 1, 100, false, 300), new Scenario("meeting of 10", 10, 0, true, 100));

    private final LoadSettings settings;
    private final BenchOptions options;
    private final StepsBench.Progress progress;
    private final ProcessUsage usage;
    private int runs;

    DelayBench(MeasuredServer server, LoadSettings settings, BenchOptions options, StepsBench.Progress progress)
            throws IOException {
        this.settings = settings;
        this.options = options;
        this.progress = progress;
        this.usage =
                server.usage().orElseThrow(() -> new IOException("the process of the server is not known: give --pid"));
    }

    void measure(FigureTable table) throws IOException {
        Optional<CompiledProgram> forwarder = IdealForwarder.compiled();
        if (forwarder.isEmpty()) {
            progress.say("no gcc, or no OpenSSL to compile with: nothing to compare with");
        }
        try (OwnProcessors processors = OwnProcessors.take()) {
            if (!processors.apart()) {
                progress.say("one processor, or no taskset: the load client takes turns with what it loads");
            }
            processors.giveTo(usage.pid());
            for (Scenario scenario : SCENARIOS) {
                measure(scenario, forwarder, processors, table);
            }
        } finally {
            if (forwarder.isPresent()) {
                forwarder.get().close();
            }
        }
    }

    private void measure(
            Scenario scenario, Optional<CompiledProgram> forwarder, OwnProcessors processors, FigureTable table)
            throws IOException {
        progress.say(scenario.name() + ": warming up");
        throughParley(scenario.plan(MODEST), options.firstWarmUp());
        double half = rateTaking(HALF, MODEST, scenario);
        List<Flow> parley = new ArrayList<>();
        List<Flow> ideal = new ArrayList<>();
        for (int round = 1; round <= (options.quick() ? ROUNDS_QUICK : ROUNDS); round++) {
            progress.say("%s: half a core, round %d".formatted(scenario.name(), round));
            parley.add(throughParley(scenario.plan(half), options.warmUp()));
            row(table, scenario.name() + ", Parley (" + round + ")", parley.getLast());
            if (forwarder.isPresent()) {
                ideal.add(throughIdeal(forwarder.get(), scenario.plan(half), processors));
                row(table, scenario.name() + ", C (" + round + ")", ideal.getLast());
            }
        }
        if (!ideal.isEmpty()) {
            Map<String, Number> row = new LinkedHashMap<>();
            row.put("latencyP50Millis", median(parley, Flow::p50Millis) - median(ideal, Flow::p50Millis));
            row.put("latencyP99Millis", median(parley, Flow::p99Millis) - median(ideal, Flow::p99Millis));
            table.row(scenario.name() + ", added", row);
            if (Stream.concat(parley.stream(), ideal.stream()).anyMatch(flow -> flow.lost() > 0)) {
                table.remark("packets were lost: the machine was not quiet, and delays say nothing");
            }
        }
        double most = rateTaking(MOST, half * MOST / HALF, scenario);
        progress.say(scenario.name() + ": 80 % of a core");
        row(table, scenario.name() + ", 80 %", throughParley(scenario.plan(most), options.warmUp()));
    }

    /** The rate that takes the server so much of a core, found by trying. */
    private double rateTaking(double cores, double first, Scenario scenario) throws IOException {
        double rate = first;
        for (int i = 0; i < TRIES; i++) {
            Flow flow = throughParley(scenario.plan(rate), options.warmUp());
            progress.say("%s: %,.0f packets/s take %.2f cores, load client %.2f"
                    .formatted(scenario.name(), flow.perSecond(), flow.serverCores(), flow.clientCores()));
            if (Math.abs(flow.serverCores() / cores - 1) < NEAR) {
                break;
            }
            rate = scaled(flow.perSecond(), flow.serverCores(), cores);
        }
        return rate;
    }

    /**
     * The rate that would take {@code wanted} if each packet cost what those cost; no more than four times as much at once,
     * because what little took says little.
     */
    static double scaled(double rate, double cores, double wanted) {
        return rate * Math.min(4, wanted / cores);
    }

    private static double median(List<Flow> flows, ToDoubleFunction<Flow> figure) {
        return Median.of(flows.stream().mapToDouble(figure).toArray());
    }

    private Flow throughParley(RoomPlan plan, Duration warmUp) throws IOException {
        try (LoadClient client = new LoadClient(settings)) {
            plan.fill(client, "delay-" + runs++);
            return Flow.of(client, plan.copies(), usage, warmUp, options.time());
        }
    }

    private Flow throughIdeal(CompiledProgram program, RoomPlan plan, OwnProcessors processors) throws IOException {
        ForwarderKeys keys = new ForwarderKeys(new SecureRandom());
        try (IdealForwarder forwarder = new IdealForwarder(program, keys);
                LoadClient client = new LoadClient(settings)) {
            List<List<Seat>> rooms = new ArrayList<>();
            for (int i = 0; i < plan.rooms(); i++) {
                rooms.add(new ForwardedRoom(client, forwarder.address(), keys)
                        .fill(plan.publishers(), plan.listeners(), plan.tracks()));
            }
            forwarder.begin(rooms);
            processors.giveTo(forwarder.usage().pid());
            return Flow.of(client, plan.copies(), forwarder.usage(), options.warmUp(), options.time());
        }
    }

    private static void row(FigureTable table, String name, Flow flow) {
        Map<String, Number> row = new LinkedHashMap<>();
        row.put("outPerSecond", flow.perSecond());
        row.put("serverCores", flow.serverCores());
        row.put("outPerCpuSecond", flow.perCpuSecond());
        row.put("sentPackets", flow.sent());
        row.put("arrivedPackets", flow.arrived());
        row.put("lostPackets", flow.lost());
        row.put("duplicatePackets", flow.duplicates());
        row.put("latencyP50Millis", flow.p50Millis());
        row.put("latencyP99Millis", flow.p99Millis());
        row.put("clientCores", flow.clientCores());
        table.row(name, row);
        if (!flow.blemishes().isEmpty()) {
            table.remark(flow.blemishes());
        }
        if (flow.isClientFull()) {
            table.remark("the load client's thread is full: it is what is measured");
        }
    }
}
