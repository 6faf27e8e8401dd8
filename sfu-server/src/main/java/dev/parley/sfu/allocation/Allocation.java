package dev.parley.sfu.allocation;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.stream.LayeredStream;
import java.util.ArrayList;
import java.util.List;

/** The streams of one subscriber with what each was given last. */
public final class Allocation {
    private static final class Entry {
        final LayeredStream stream;
        Layers given = Layers.NONE;

        Entry(LayeredStream stream) {
            this.stream = stream;
        }
    }

    /** More than any stream has. */
    private static final Layers ALL = new Layers(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final List<Entry> entries = new ArrayList<>();
    private long wanted;
    private long given;

    /** A stream that takes part from the next {@link #update} on. */
    public void add(LayeredStream stream) {
        entries.add(new Entry(stream));
    }

    /** The stream is no more. */
    public void remove(LayeredStream stream) {
        entries.removeIf(entry -> entry.stream.equals(stream));
    }

    /**
     * Shares the line anew and tells the streams whose share has changed.
     *
     * @param bitsPerSecond what video may have beside the audio, of which estimates do not speak;
     *     {@link Long#MAX_VALUE} when nothing limits it
     */
    public void update(long bitsPerSecond) {
        if (bitsPerSecond == Long.MAX_VALUE) {
            for (Entry entry : entries) {
                give(entry, ALL);
            }
            wanted = 0;
            given = 0;
        } else {
            share(bitsPerSecond);
        }
    }

    private static void give(Entry entry, Layers share) {
        if (!share.equals(entry.given)) {
            entry.given = share;
            entry.stream.target(share.spatial(), share.temporal());
        }
    }

    private void share(long bitsPerSecond) {
        List<Entry> flowing = new ArrayList<>(entries.size());
        List<Demand> demands = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            // While nothing of a stream is received there is nothing to decide: what it was told stays.
            if (entry.stream.flows() && !entry.stream.layers().isEmpty()) {
                flowing.add(entry);
                demands.add(Demand.of(entry.stream, entry.given));
            }
        }
        long audio = demands.stream()
                .filter(Demand::audio)
                .mapToLong(demand -> demand.layers().getFirst().bitsPerSecond())
                .sum();
        List<Layers> shares = Allocator.allocate(bitsPerSecond + audio, demands);
        wanted = Allocator.wanted(demands) - audio;
        given = -audio;
        for (int i = 0; i < shares.size(); i++) {
            Layers share = shares.get(i);
            given += demands.get(i).layers().stream()
                    .filter(rate -> Layers.of(rate).equals(share))
                    .mapToLong(rate -> rate.bitsPerSecond())
                    .sum();
            give(flowing.get(i), share);
        }
    }

    /** What all video that flows would cost at its best, in bits per second, at the last {@link #update} with a limit. */
    public long wantedBitsPerSecond() {
        return wanted;
    }

    /** What was given to video, in bits per second, at the last {@link #update} with a limit; 0 where nothing limits it. */
    public long videoBitsPerSecond() {
        return given;
    }

    /** Whether any video flows now. */
    public boolean videoFlows() {
        return entries.stream().anyMatch(entry -> entry.stream.kind() == MediaKind.VIDEO && entry.stream.flows());
    }
}
