package dev.parley.sfu.bench;

import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.signaling.VisibleProducer;
import dev.parley.sfu.bench.FigureTable.Column;
import dev.parley.sfu.load.BadLine;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.LoadTransport;
import dev.parley.sfu.load.StreamShape;
import dev.parley.sfu.load.View;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Twelve people with cameras, on a server with one Worker: each has one of the others large and the rest small, with
 * simulcast and without, on lines that carry anything and on narrow ones.
 */
final class TwelveBench {
    private static final int PEOPLE = 12;
    private static final int LARGE_WIDTH = 1280;
    private static final int LARGE_HEIGHT = 720;
    private static final int SMALL_WIDTH = 320;
    private static final int SMALL_HEIGHT = 180;
    /** A usual line, and a queue before it as long as routers have it. */
    private static final BadLine.Conditions NARROW =
            BadLine.Conditions.GOOD.delayed(20, 0).carrying(3_000_000, 300);

    private static final int ROUNDS = 3;
    /** Until the server knows what a line carries. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    /** The columns of its table. */
    static final List<Column> COLUMNS = List.of(
            new Column("serverCores", "server [cores]", "%.3f"),
            new Column("kilobitsToEach", "to each [kbit/s]", "%,.0f"),
            new Column("largeAsWanted", "720 rows [of 12]", "%d"),
            new Column("largePicturesPerSecond", "[1/s]", "%.1f"),
            new Column("largeFrozenShare", "frozen [1]", "%.4f"),
            new Column("smallAsWanted", "180 rows [of 120]", "%d"),
            new Column("smallPicturesPerSecond", "[1/s]", "%.1f"),
            new Column("smallFrozenShare", "frozen [1]", "%.4f"),
            new Column("loadCpuSeconds", "load client [CPU s]", "%.2f"));

    /** The four meetings that take turns. */
    private enum Meeting {
        SIMULCAST("simulcast", true, false),
        ONE_SIZE("one size", false, false),
        NARROW_SIMULCAST("simulcast, 3 Mbit/s", true, true),
        NARROW_ONE_SIZE("one size, 3 Mbit/s", false, true);

        final String words;
        final boolean simulcast;
        final boolean narrow;

        Meeting(String words, boolean simulcast, boolean narrow) {
            this.words = words;
            this.simulcast = simulcast;
            this.narrow = narrow;
        }
    }

    private final MeasuredServer server;
    private final LoadSettings settings;
    private final BenchOptions options;
    private final MemoryBench.Progress progress;

    TwelveBench(MeasuredServer server, LoadSettings settings, BenchOptions options, MemoryBench.Progress progress) {
        this.server = server;
        this.settings = settings;
        this.options = options;
        this.progress = progress;
    }

    /** Puts a row for each meeting of each round into the table. */
    void measure(FigureTable table) throws IOException {
        int rounds = options.quick() ? 1 : ROUNDS;
        try (LoadClient client = new LoadClient(settings)) {
            progress.say("warming up");
            fill(client, Meeting.SIMULCAST, "warm-up");
            Pause.of(options.firstWarmUp());
        }
        for (int round = 1; round <= rounds; round++) {
            for (Meeting meeting : Meeting.values()) {
                progress.say("round " + round + ": " + meeting.words);
                measure(table, meeting, round);
            }
        }
    }

    private void measure(FigureTable table, Meeting meeting, int round) throws IOException {
        ProcessUsage own = new ProcessUsage(ProcessHandle.current());
        try (LoadClient client = new LoadClient(meeting.narrow ? settings.withLine(NARROW) : settings)) {
            fill(client, meeting, "twelve-" + meeting.name() + "-" + round);
            Pause.of(SETTLING);
            double ownBefore = own.cpuSeconds();
            double before = serverCpu();
            client.startWindow();
            long began = System.nanoTime();
            Pause.of(options.time());
            List<View> views = client.views();
            double seconds = (System.nanoTime() - began) / 1e9;
            Map<String, Number> row = new LinkedHashMap<>();
            row.put("serverCores", (serverCpu() - before) / seconds);
            row.put("loadCpuSeconds", own.cpuSeconds() - ownBefore);
            long bytes = views.stream().mapToLong(View::bytes).sum();
            row.put("kilobitsToEach", bytes * 8 / 1000.0 / seconds / PEOPLE);
            put(row, "large", views, view -> view.wantedHeight() == LARGE_HEIGHT, seconds);
            put(row, "small", views, view -> view.wantedHeight() == SMALL_HEIGHT, seconds);
            table.row(meeting.words + " (" + round + ")", row);
            long unusable = views.stream().mapToLong(View::unusable).sum();
            if (unusable > 0) {
                table.remark(unusable + " pictures did not follow the one before");
            }
        }
    }

    private double serverCpu() throws IOException {
        return server.usage().isPresent() ? server.usage().get().cpuSeconds() : 0;
    }

    private static void put(
            Map<String, Number> row, String which, List<View> all, Predicate<View> predicate, double seconds) {
        List<View> views = all.stream().filter(predicate).toList();
        long pictures = views.stream().mapToLong(View::pictures).sum();
        double frozen =
                views.stream().mapToLong(view -> view.frozen().toNanos()).sum() / 1e9;
        row.put(which + "AsWanted", views.stream().filter(View::isAsWanted).count());
        row.put(which + "PicturesPerSecond", pictures / seconds / views.size());
        row.put(which + "FrozenShare", frozen / seconds / views.size());
    }

    private static void fill(LoadClient client, Meeting meeting, String room) throws IOException {
        List<LoadPeer> peers = new ArrayList<>();
        List<String> cameras = new ArrayList<>();
        List<LoadTransport> transports = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            LoadPeer peer = client.joinWithCamera(room);
            LoadTransport out = peer.connect(TransportDirection.SEND);
            cameras.add(peer.publishCamera(out, meeting.simulcast));
            peers.add(peer);
            transports.add(out);
        }
        String voice = peers.getFirst().publish(transports.getFirst(), StreamShape.speech());
        List<LoadTransport> receiving = new ArrayList<>();
        for (LoadPeer peer : peers) {
            receiving.add(peer.connect(TransportDirection.RECV));
        }
        transports.addAll(receiving);
        client.awaitConnected(transports);
        for (int i = 0; i < PEOPLE; i++) {
            if (i > 0) {
                peers.get(i).subscribe(receiving.get(i), voice);
            }
            peers.get(i).view(receiving.get(i), layout(cameras, i));
        }
        client.startSending();
    }

    /** The first one speaks, so the others have it large; it has the second one large. */
    private static List<VisibleProducer> layout(List<String> cameras, int viewer) {
        int large = viewer == 0 ? 1 : 0;
        List<VisibleProducer> layout = new ArrayList<>();
        layout.add(new VisibleProducer(cameras.get(large), LARGE_WIDTH, LARGE_HEIGHT));
        for (int i = 0; i < PEOPLE; i++) {
            if (i != viewer && i != large) {
                layout.add(new VisibleProducer(cameras.get(i), SMALL_WIDTH, SMALL_HEIGHT));
            }
        }
        return layout;
    }
}
