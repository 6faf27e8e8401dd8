package dev.parley.sfu.bench;

import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What peers cost in memory: on a fresh server, then with ten, then with a hundred, after media has flowed. */
final class MemoryBench {
    private static final int PEERS_PER_ROOM = 10;
    private static final int SENDERS_PER_ROOM = 2;
    private static final int VIDEO_RATE = 100;
    private static final double MEGABYTE = 1 << 20;
    private static final double KILOBYTE = 1 << 10;

    private final MeasuredServer server;
    private final LoadSettings settings;
    private final BenchOptions options;
    private final Progress progress;
    private OptionalLong emptyHeap = OptionalLong.empty();

    /** Where progress is told. */
    interface Progress {
        /** One line. */
        void say(String line);
    }

    MemoryBench(MeasuredServer server, LoadSettings settings, BenchOptions options, Progress progress) {
        this.server = server;
        this.settings = settings;
        this.options = options;
        this.progress = progress;
    }

    /** Puts a row for each number of peers into the table. */
    void measure(FigureTable table) throws IOException {
        if (server.usage().isEmpty()) {
            table.row("0", Map.of());
            table.remark("the process of the server is not known: give --pid");
            return;
        }
        ProcessUsage usage = server.usage().get();
        row(table, usage, 0, 0);
        RoomPlan one = rooms(1);
        RoomPlan nine = rooms(9);
        try (LoadClient client = new LoadClient(settings)) {
            join(client, one, "memory-a");
            row(table, usage, one.peers(), one.streams());
            join(client, nine, "memory-b");
            row(table, usage, one.peers() + nine.peers(), one.streams() + nine.streams());
        }
    }

    private static RoomPlan rooms(int rooms) {
        return new RoomPlan(
                rooms,
                SENDERS_PER_ROOM,
                PEERS_PER_ROOM - SENDERS_PER_ROOM,
                List.of(StreamShape.video(VIDEO_RATE, BenchOptions.PAYLOAD), StreamShape.speech()));
    }

    /** Lets media flow, which fills what the server keeps for retransmission, and stops it again. */
    private void join(LoadClient client, RoomPlan plan, String prefix) throws IOException {
        progress.say(plan.peers() + " peers join");
        plan.fill(client, prefix);
        client.startSending();
        Pause.of(options.time());
        client.stopSending();
    }

    private void row(FigureTable table, ProcessUsage usage, int peers, int consumers) throws IOException {
        Map<String, Number> row = new LinkedHashMap<>();
        row.put("consumers", consumers);
        // First, because the collection that the heap is taken by changes it.
        usage.residentBytes().ifPresent(bytes -> row.put("residentMegabytes", bytes / MEGABYTE));
        OptionalLong heap = usage.liveHeapBytes();
        if (peers == 0) {
            emptyHeap = heap;
        }
        if (heap.isPresent()) {
            row.put("liveHeapMegabytes", heap.getAsLong() / MEGABYTE);
            if (peers > 0 && emptyHeap.isPresent()) {
                row.put("liveHeapKilobytesPerPeer", (heap.getAsLong() - emptyHeap.getAsLong()) / KILOBYTE / peers);
            }
        }
        table.row(Integer.toString(peers), row);
    }
}
