package dev.parley.desktop.call;

import dev.parley.protocol.signaling.VisibleProducer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps a call below so much, both ways together, by the same rules as the web client (docs/decisions/0063): one's own
 * pictures take half of it at most, and of the others as many are asked for as fit. Rates are in bits per second.
 *
 * <p>Thread: the call's.
 */
final class DataSaver {
    private static final double OWN_SHARE = 0.5;
    /** What a picture is taken for that was never measured; it is tried, and remembered. */
    private static final long FIRST_GUESS = 250_000;
    /** A picture that comes anew has to fit well, else it would come and go. */
    private static final double NEW_FACTOR = 1.15;
    /** What hardly flows tells nothing. */
    private static final long NOTHING = 5_000;

    private final Map<String, Measured> rates = new HashMap<>();
    /** Of what was to be seen last. */
    private Map<String, Long> areas = Map.of();

    private Set<String> chosen = Set.of();
    private long budget;
    private long rest;

    /**
     * What one's own pictures may take of a budget.
     *
     * @param budget 0 for none
     * @return 0 for as much as the line carries
     */
    static long ownLimit(long budget) {
        return Math.round(budget * OWN_SHARE);
    }

    /** What a call may take; 0 for as much as it takes. */
    void budget(long bitsPerSecond) {
        budget = bitsPerSecond;
    }

    /** Whether there is anything to be saved. */
    boolean isOn() {
        return budget > 0;
    }

    /** What flowed in the last moments. */
    void measured(Flow flow) {
        rest = flow.rest();
        flow.pictures().forEach((producerId, rate) -> {
            if (rate >= NOTHING) {
                long area = areas.getOrDefault(producerId, 0L);
                long before = rateOf(producerId, area, rate);
                rates.put(producerId, new Measured(Math.max(rate, (before + rate) / 2), area));
            }
        });
    }

    private long rateOf(String producerId, long area, long unknown) {
        Measured measured = rates.get(producerId);
        return measured == null ? unknown : measured.shownIn(area);
    }

    /** Those of the videos that can be had, the large ones first; one of them always. In the order in which they came. */
    List<VisibleProducer> affordable(List<VisibleProducer> visible) {
        areas = visible.stream().collect(Collectors.toMap(VisibleProducer::producerId, DataSaver::area, Math::max));
        if (!isOn()) {
            return visible;
        }
        double left = budget - rest;
        Set<String> taken = new HashSet<>();
        List<VisibleProducer> largestFirst = visible.stream()
                .sorted(Comparator.comparingLong(DataSaver::area).reversed())
                .toList();
        for (VisibleProducer each : largestFirst) {
            String id = each.producerId();
            double rate = rateOf(id, area(each), FIRST_GUESS) * (chosen.contains(id) ? 1 : NEW_FACTOR);
            if (taken.isEmpty() || rate <= left) {
                taken.add(id);
                left -= rate;
            }
        }
        chosen = Set.copyOf(taken);
        return visible.stream()
                .filter(each -> taken.contains(each.producerId()))
                .toList();
    }

    private static long area(VisibleProducer each) {
        return (long) each.width() * each.height();
    }

    /**
     * What a picture took.
     *
     * @param area in which it was shown then, in pixels; 0 when that is not known
     */
    private record Measured(long rate, long area) {
        /** What it takes in a place of this size: in a smaller one as much less. */
        long shownIn(long other) {
            return other == 0 || other >= area ? rate : rate * other / area;
        }
    }

    /**
     * What flows at a moment.
     *
     * @param pictures of each video that arrives, by producer
     * @param rest everything else, both ways
     */
    record Flow(Map<String, Long> pictures, long rest) {
        /** With what is sent. */
        static Flow of(List<RemotePerson> people, long sent) {
            Map<String, Long> pictures = new HashMap<>();
            long rest = sent;
            for (RemotePerson person : people) {
                for (Map.Entry<String, InboundTrack> each : person.tracksById().entrySet()) {
                    long rate = each.getValue().bitsPerSecond();
                    if (each.getValue() instanceof InboundTrack.Video) {
                        pictures.put(each.getKey(), rate);
                    } else {
                        rest += rate;
                    }
                }
            }
            return new Flow(pictures, rest);
        }
    }
}
