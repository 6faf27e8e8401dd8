package dev.parley.protocol.bwe;

import static dev.parley.protocol.bwe.SimulatedLink.MILLI;
import static dev.parley.protocol.bwe.SimulatedLink.SECOND;

import java.util.ArrayList;
import java.util.List;

/** Runs flows over a link in steps of a millisecond and keeps what a curve needs, each tenth of a second. */
final class Simulation {
    static final long SAMPLE = 100 * MILLI;

    private final SimulatedLink link;
    private final List<SimulatedFlow> flows;
    private final List<Flow> others;
    private final List<Long> capacities = new ArrayList<>();
    private final List<Double> queues = new ArrayList<>();
    private final List<List<Double>> targets = new ArrayList<>();
    private final List<List<Double>> received = new ArrayList<>();
    private final List<Long> lastReceived = new ArrayList<>();
    private long now;

    Simulation(SimulatedLink link, List<SimulatedFlow> flows, List<Flow> others) {
        this.link = link;
        this.flows = flows;
        this.others = others;
        for (int i = 0; i < flows.size() + others.size(); i++) {
            targets.add(new ArrayList<>());
            received.add(new ArrayList<>());
            lastReceived.add(0L);
        }
    }

    static Simulation of(SimulatedLink link, SimulatedFlow flow) {
        return new Simulation(link, List.of(flow), List.of());
    }

    Simulation run(long seconds) {
        for (; now < seconds * SECOND; now += MILLI) {
            for (SimulatedFlow flow : flows) {
                flow.tick(now);
            }
            for (Flow other : others) {
                other.tick(now);
            }
            if (now % SAMPLE == 0) {
                sample();
            }
        }
        return this;
    }

    private void sample() {
        capacities.add(link.capacityAt(now));
        queues.add(Math.min(link.queueNanos(now), 5 * SECOND) / 1e6);
        for (int i = 0; i < received.size(); i++) {
            Flow flow = i < flows.size() ? flows.get(i) : others.get(i - flows.size());
            long bytes = flow.receivedBytes();
            received.get(i).add((bytes - lastReceived.get(i)) * 8e9 / SAMPLE);
            lastReceived.set(i, bytes);
            targets.get(i)
                    .add(i < flows.size() ? (double) flows.get(i).bandwidth.targetBitsPerSecond() : Double.NaN);
        }
    }

    List<Long> capacities() {
        return capacities;
    }

    /** Milliseconds. */
    List<Double> queues() {
        return queues;
    }

    List<Double> targets(int flow) {
        return targets.get(flow);
    }

    List<Double> received(int flow) {
        return received.get(flow);
    }

    /** The target at a time. */
    double target(double second) {
        return targets.get(0).get((int) (second * SECOND / SAMPLE));
    }

    double meanTarget(int flow, double from, double until) {
        return mean(targets.get(flow), from, until);
    }

    double meanReceived(int flow, double from, double until) {
        return mean(received.get(flow), from, until);
    }

    double minTarget(double from, double until) {
        return range(targets.get(0), from, until).stream()
                .mapToDouble(d -> d)
                .min()
                .orElseThrow();
    }

    double maxTarget(double from, double until) {
        return range(targets.get(0), from, until).stream()
                .mapToDouble(d -> d)
                .max()
                .orElseThrow();
    }

    /** Share of a stretch during which the target is within these. */
    double shareWithin(double low, double high, double from, double until) {
        return range(targets.get(0), from, until).stream()
                        .filter(d -> d >= low && d <= high)
                        .count()
                / (double) range(targets.get(0), from, until).size();
    }

    /** Milliseconds that a share of the samples does not exceed. */
    double queuePercentile(double share, double from, double until) {
        List<Double> sorted = range(queues, from, until).stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    /** Seconds from {@code from} until the target is at or above {@code rate} for the first time, or infinity. */
    double secondsToReach(double rate, double from) {
        return seconds(from, rate, true);
    }

    /** Seconds from {@code from} until the target is at or below {@code rate} for the first time, or infinity. */
    double secondsToFall(double rate, double from) {
        return seconds(from, rate, false);
    }

    private double seconds(double from, double rate, boolean up) {
        List<Double> all = targets.get(0);
        for (int i = (int) (from * SECOND / SAMPLE); i < all.size(); i++) {
            if (up ? all.get(i) >= rate : all.get(i) <= rate) {
                return i * (double) SAMPLE / SECOND - from;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double mean(List<Double> values, double from, double until) {
        return range(values, from, until).stream().mapToDouble(d -> d).average().orElseThrow();
    }

    private static List<Double> range(List<Double> values, double from, double until) {
        return values.subList((int) (from * SECOND / SAMPLE), Math.min(values.size(), (int) (until * SECOND / SAMPLE)));
    }
}
