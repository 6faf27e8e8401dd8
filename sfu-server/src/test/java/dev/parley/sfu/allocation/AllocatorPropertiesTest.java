package dev.parley.sfu.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.stream.LayerRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any demands and any estimate; each seed is two hundred of both. */
class AllocatorPropertiesTest {
    private static final int CASES = 200;

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    private record Case(List<Demand> demands, long estimate, List<Layers> shares) {
        static Case of(List<Demand> demands, long estimate) {
            return new Case(demands, estimate, Allocator.allocate(estimate, demands));
        }

        long sum() {
            return IntStream.range(0, demands.size())
                    .mapToLong(i -> cost(demands.get(i), shares.get(i)))
                    .sum();
        }
    }

    private static List<Case> cases(int seed) {
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(Case.of(demands(random), random.nextLong(1L << (10 + random.nextInt(14)))));
        }
        return cases;
    }

    private static List<Demand> demands(Random random) {
        List<Demand> demands = new ArrayList<>();
        int count = random.nextInt(1, 13);
        for (int i = 0; i < count; i++) {
            boolean audio = random.nextInt(4) == 0;
            int width = random.nextBoolean() ? 0 : random.nextInt(1, 2_000);
            demands.add(new Demand(
                    audio,
                    !audio && random.nextInt(5) == 0,
                    random.nextInt(1, random.nextBoolean() ? 2 : 256),
                    audio ? List.of(new LayerRate(0, 0, random.nextInt(60_000))) : layers(random),
                    new Layers(random.nextInt(3), random.nextInt(3)),
                    width,
                    width * 9 / 16,
                    random.nextBoolean() ? Layers.NONE : new Layers(random.nextInt(3), random.nextInt(3))));
        }
        return demands;
    }

    private static List<LayerRate> layers(Random random) {
        List<LayerRate> layers = new ArrayList<>();
        int temporal = random.nextInt(1, 4);
        int spatial = random.nextInt(1, 4);
        for (int s = 0; s < spatial; s++) {
            for (int t = 0; t < temporal; t++) {
                layers.add(new LayerRate(s, t, 10_000 + random.nextInt(300_000) * (s + 1L) * (t + 1)));
            }
        }
        layers.sort(Comparator.comparingLong(LayerRate::bitsPerSecond));
        return layers;
    }

    private static long cost(Demand demand, Layers share) {
        return demand.layers().stream()
                .filter(rate -> Layers.of(rate).equals(share))
                .mapToLong(LayerRate::bitsPerSecond)
                .findAny()
                .orElse(0);
    }

    private static boolean layered(Demand demand) {
        return !demand.audio() && !demand.unlayered();
    }

    /** The lowest of what is of use, for one that could have anything. */
    private static Layers lowest(Demand demand) {
        return new Ladder(demand).layers(0);
    }

    private static Comparator<Integer> byImportance(List<Demand> demands) {
        return Comparator.<Integer>comparingInt(i -> demands.get(i).screenShare() ? 0 : 1)
                .thenComparingInt(i -> -demands.get(i).priority());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSumStaysWithinTheEstimateBesideWhatIsAlwaysSent(int seed) {
        for (Case each : cases(seed)) {
            long always = 0;
            long mostImportant = 0;
            for (Demand demand : each.demands) {
                if (layered(demand)) {
                    mostImportant = Math.max(mostImportant, cost(demand, lowest(demand)));
                } else {
                    always += demand.layers().getFirst().bitsPerSecond();
                }
            }
            assertThat(each.sum()).isLessThanOrEqualTo(Math.max(each.estimate, always + mostImportant));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void audioIsNeverTouchedAndNobodyGetsMoreThanIsWanted(int seed) {
        for (Case each : cases(seed)) {
            for (int i = 0; i < each.demands.size(); i++) {
                Demand demand = each.demands.get(i);
                Ladder ladder = new Ladder(demand);
                if (layered(demand)) {
                    assertThat(each.shares.get(i)).isLessThanOrEqualTo(ladder.layers(ladder.size() - 1));
                } else {
                    assertThat(each.shares.get(i)).isEqualTo(new Layers(0, 0));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyGetsASecondLayerWhileSomeoneHasNone(int seed) {
        for (Case each : cases(seed)) {
            boolean someoneHasNone = each.shares.contains(Layers.NONE);
            for (int i = 0; someoneHasNone && i < each.demands.size(); i++) {
                assertThat(each.shares.get(i)).isLessThanOrEqualTo(lowest(each.demands.get(i)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyStarvesWhereTheLowestLayersFit(int seed) {
        for (Case each : cases(seed)) {
            long least = each.demands.stream()
                    .mapToLong(demand -> cost(demand, lowest(demand)))
                    .sum();
            Case enough = Case.of(each.demands, (long) Math.ceil(least / Allocator.RAISE_UP_TO) + 1);
            assertThat(enough.shares).doesNotContain(Layers.NONE);
        }
    }

    /**
     * With more to share, whoever matters most gets more, or as much and the next one gets more, and so on: the first
     * difference between a smaller and a larger estimate, layer by layer in the order of importance, is a gain.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void aHigherEstimateIsNeverWorse(int seed) {
        Random random = new Random(seed);
        for (Case less : cases(seed)) {
            Case more = Case.of(less.demands, less.estimate + random.nextLong(2_000_000));
            assertThat(firstDifference(less, more)).isGreaterThanOrEqualTo(0);
        }
    }

    private static int firstDifference(Case less, Case more) {
        List<Integer> order = IntStream.range(0, less.demands.size())
                .filter(i -> layered(less.demands.get(i)))
                .boxed()
                .sorted(byImportance(less.demands)
                        .thenComparingLong(i -> -less.demands.get(i).visiblePixels()))
                .toList();
        for (int stream : order) {
            int difference = Boolean.compare(has(more, stream, 0), has(less, stream, 0));
            if (difference != 0) {
                return difference;
            }
        }
        for (int from = 0; from < order.size(); ) {
            int first = from;
            List<Integer> equals = order.subList(from, order.size()).stream()
                    .takeWhile(i -> byImportance(less.demands).compare(order.get(first), i) == 0)
                    .toList();
            for (int rung = 1; rung < 9; rung++) {
                for (int stream : equals) {
                    int difference = Boolean.compare(has(more, stream, rung), has(less, stream, rung));
                    if (difference != 0) {
                        return difference;
                    }
                }
            }
            from += equals.size();
        }
        return 0;
    }

    private static boolean has(Case each, int stream, int rung) {
        Ladder ladder = new Ladder(each.demands.get(stream));
        return rung < ladder.size() && each.shares.get(stream).compareTo(ladder.layers(rung)) >= 0;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSecondLookAtTheSameEstimateChangesNothing(int seed) {
        for (Case each : cases(seed)) {
            List<Demand> again = IntStream.range(0, each.demands.size())
                    .mapToObj(i -> again(each.demands.get(i), each.shares.get(i)))
                    .toList();
            assertThat(Allocator.allocate(each.estimate, again)).isEqualTo(each.shares);
        }
    }

    private static Demand again(Demand demand, Layers given) {
        return new Demand(
                demand.audio(),
                demand.screenShare(),
                demand.priority(),
                demand.layers(),
                demand.preferred(),
                demand.visibleWidth(),
                demand.visibleHeight(),
                given);
    }
}
