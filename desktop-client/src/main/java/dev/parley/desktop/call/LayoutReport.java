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

    private final ScheduledExecutorService executor;
    private final People people;
    private final Function<RoomRequest, CompletableFuture<Void>> ask;
    private @Nullable List<Seen> seen;
    private @Nullable List<VisibleProducer> told; // the last time
    private long budget = Long.MAX_VALUE;
    private boolean stale;
    private boolean waiting;

    /** @param ask asks the server; fails when there is none, and the next change tells again */
    LayoutReport(ScheduledExecutorService executor, People people, Function<RoomRequest, CompletableFuture<Void>> ask) {
        this.executor = executor;
        this.people = people;
        this.ask = ask;
    }

    /** This is seen now. */
    void show(List<Seen> now) {
        seen = List.copyOf(now);
        changed();
    }

    /** What may be received, in bits per second. */
    void budget(long bitsPerSecond) {
        if (budget != bitsPerSecond) {
            budget = bitsPerSecond;
            changed();
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
        List<VisibleProducer> now = visible(Optional.ofNullable(seen).orElse(List.of()));
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

    /** The largest first, as far as they are within the budget; the very largest always. */
    private List<VisibleProducer> visible(List<Seen> all) {
        List<VisibleProducer> visible = new ArrayList<>();
        long bits = 0;
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
            bits += Budget.ofReceived(each.screen());
            if (visible.size() < MOST && (visible.isEmpty() || bits <= budget)) {
                visible.add(new VisibleProducer(
                        producer.get(), Math.min(each.width(), LARGEST), Math.min(each.height(), LARGEST)));
            }
        }
        visible.sort(Comparator.comparing(VisibleProducer::producerId));
        return visible;
    }
}
