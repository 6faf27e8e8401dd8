package dev.parley.desktop.call;

import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.VisibleProducer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server which videos are seen and how large, so that it need not send the others. As long as nobody says what
 * is seen, nothing is told, and the server sends all.
 *
 * <p>Thread: the call's.
 */
final class LayoutReport {
    private static final Logger LOG = LoggerFactory.getLogger(LayoutReport.class);
    private static final long SETTLED_MILLIS = 100; // a window that is being resized would tell too much
    private static final int MOST = 256; // that the protocol takes
    private static final int LARGEST = 16_384; // pixels, likewise
    private static final long MEASURED_MILLIS = 2_000; // as in the web client

    private final ScheduledExecutorService executor;
    private final People people;
    private final Function<RoomRequest, CompletableFuture<Void>> ask;
    private @Nullable List<Seen> seen;
    private @Nullable List<VisibleProducer> told; // the last time
    private final DataSaver saver = new DataSaver();
    private final Supplier<DataSaver.Flow> flow;
    private boolean measuring;
    private boolean stale;
    private boolean waiting;

    /**
     * @param ask asks the server; fails when there is none, and the next change tells again
     * @param flow what flows at this moment, of which a person may want less
     */
    LayoutReport(
            ScheduledExecutorService executor,
            People people,
            Function<RoomRequest, CompletableFuture<Void>> ask,
            Supplier<DataSaver.Flow> flow) {
        this.executor = executor;
        this.people = people;
        this.ask = ask;
        this.flow = flow;
    }

    /** This is seen now. */
    void show(List<Seen> now) {
        seen = List.copyOf(now);
        changed();
    }

    /** What the call may take, both ways together, in bits per second; 0 for as much as it takes. */
    void budget(long bitsPerSecond) {
        saver.budget(bitsPerSecond);
        changed();
        if (saver.isOn() && !measuring) {
            measuring = true;
            measureLater();
        }
    }

    private void measureLater() {
        var _ = executor.schedule(this::measure, MEASURED_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void measure() {
        measuring = saver.isOn();
        if (measuring) {
            saver.measured(flow.get());
            changed();
            measureLater();
        }
    }

    /** The server may know nothing of it: it sends whatever is new until it is told. */
    void again() {
        stale = true;
        changed();
    }

    /** Who sends what is otherwise now. */
    void changed() {
        if (seen != null && !waiting) {
            waiting = true;
            var _ = executor.schedule(this::tell, SETTLED_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        waiting = false;
        List<VisibleProducer> all = visible(Optional.ofNullable(seen).orElse(List.of()));
        List<VisibleProducer> now = saver.affordable(all);
        people.spare(all.stream()
                .filter(each -> !now.contains(each))
                .map(VisibleProducer::producerId)
                .collect(Collectors.toSet()));
        if (now.equals(told) && !stale) {
            return;
        }
        List<VisibleProducer> last = told;
        if (last != null) {
            Set<String> before = last.stream().map(VisibleProducer::producerId).collect(Collectors.toSet());
            now.stream()
                    .map(VisibleProducer::producerId)
                    .filter(id -> !before.contains(id))
                    .forEach(people::seenAgain);
        }
        told = now;
        stale = false;
        var _ = ask.apply(new RoomRequest.SetLayout(now)).exceptionally(failure -> {
            LOG.debug("the layout was not taken: {}", failure.toString());
            stale = true;
            return null;
        });
    }

    /** What is seen of those who send, as far as the protocol takes it, the largest first. */
    private List<VisibleProducer> visible(List<Seen> all) {
        List<VisibleProducer> visible = new ArrayList<>();
        List<Seen> largestFirst = all.stream()
                .sorted(Comparator.comparing(Seen::screen)
                        .reversed()
                        .thenComparingLong(each -> -(long) each.width() * each.height())
                        .thenComparing(Seen::peerId))
                .toList();
        for (Seen each : largestFirst) {
            Optional<RemotePerson> person = people.get(each.peerId());
            Optional<String> producer = person.flatMap(one -> one.pictureId(each.screen()));
            if (producer.isEmpty()) {
                continue;
            }
            if (visible.size() < MOST) {
                visible.add(new VisibleProducer(
                        producer.get(), Math.min(each.width(), LARGEST), Math.min(each.height(), LARGEST)));
            }
        }
        visible.sort(Comparator.comparing(VisibleProducer::producerId));
        return visible;
    }
}
