package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.load.BadLine.Conditions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BadLineTest {
    private static final long MILLI = 1_000_000;
    /** With the headers 1,250 bytes: 10 ms at 1 Mbit/s. */
    private static final int BYTES = 1_222;

    private static final Conditions MEGABIT = Conditions.GOOD.carrying(1_000_000, 100);

    private record Arrival(int number, long millis) {}

    /** What has come out by then, polled as the line says. */
    private static List<Arrival> until(BadLine<Integer> line, long millis) {
        List<Arrival> arrivals = new ArrayList<>();
        for (long at = line.nextNanos(); at <= millis * MILLI; at = line.nextNanos()) {
            for (Integer each = line.poll(at); each != null; each = line.poll(at)) {
                arrivals.add(new Arrival(each, Math.round((double) at / MILLI)));
            }
        }
        return arrivals;
    }

    private static void offer(BadLine<Integer> line, int from, int to, long atMillis) {
        for (int i = from; i <= to; i++) {
            line.offer(i, BYTES, atMillis * MILLI);
        }
    }

    @Test
    void aGoodLineGivesEverythingAtOnce() {
        BadLine<Integer> line = new BadLine<>(1, Conditions.GOOD);

        offer(line, 1, 2, 7);

        assertThat(until(line, 7)).containsExactly(new Arrival(1, 7), new Arrival(2, 7));
        assertThat(line.nextNanos()).isEqualTo(BadLine.IDLE);
    }

    @Test
    void theLinkTakesItsTimeForEach() {
        BadLine<Integer> line = new BadLine<>(1, MEGABIT.delayed(5, 0));

        offer(line, 1, 3, 0);

        assertThat(until(line, 1_000)).containsExactly(new Arrival(1, 15), new Arrival(2, 25), new Arrival(3, 35));
        assertThat(line.takeLongestQueueNanos()).isEqualTo(30 * MILLI);
        assertThat(line.takeLongestQueueNanos()).isZero();
    }

    @Test
    void anIdleLinkSavesNothingUp() {
        BadLine<Integer> line = new BadLine<>(1, MEGABIT);

        offer(line, 1, 2, 500);

        assertThat(until(line, 1_000)).containsExactly(new Arrival(1, 510), new Arrival(2, 520));
    }

    @Test
    void whatWouldWaitTooLongIsThrownAway() {
        BadLine<Integer> line = new BadLine<>(1, MEGABIT);

        offer(line, 1, 15, 0);

        assertThat(until(line, 1_000)).hasSize(10).last().isEqualTo(new Arrival(10, 100));
        assertThat(line.lost()).isEqualTo(5);
    }

    @Test
    void whatWaitsLeavesAtTheNewRate() {
        BadLine<Integer> line = new BadLine<>(1, MEGABIT);
        offer(line, 1, 4, 0);
        List<Arrival> before = until(line, 15);

        line.become(Conditions.GOOD.carrying(200_000, 1_000), 15 * MILLI);

        assertThat(before).containsExactly(new Arrival(1, 10));
        // Half of the second is left: 25 ms at a fifth of the rate.
        assertThat(until(line, 1_000)).containsExactly(new Arrival(2, 40), new Arrival(3, 90), new Arrival(4, 140));
    }

    @Test
    void aLinkWithoutBoundLetsGoWhatWaited() {
        BadLine<Integer> line = new BadLine<>(1, MEGABIT);
        offer(line, 1, 3, 0);

        line.become(Conditions.GOOD, 5 * MILLI);

        assertThat(until(line, 5)).hasSize(3);
        line.become(MEGABIT, 50 * MILLI);
        offer(line, 4, 4, 50);
        assertThat(until(line, 100)).containsExactly(new Arrival(4, 60));
    }

    @Test
    void lossAndJitterAreTheSameForTheSameSeed() {
        Conditions bad = Conditions.GOOD.losing(0.1).delayed(10, 50);
        List<Arrival> first = manyThrough(new BadLine<>(3, bad));

        assertThat(manyThrough(new BadLine<>(3, bad))).isEqualTo(first);
        assertThat(manyThrough(new BadLine<>(4, bad))).isNotEqualTo(first);
    }

    @Test
    void aTenthIsLostAndTheRestComesInAnyOrder() {
        List<Arrival> arrivals =
                manyThrough(new BadLine<>(3, Conditions.GOOD.losing(0.1).delayed(10, 50)));

        assertThat(arrivals).hasSizeBetween(870, 930);
        assertThat(arrivals)
                .allSatisfy(each -> assertThat(each.millis() - each.number()).isBetween(10L, 60L));
        assertThat(arrivals)
                .extracting(Arrival::number)
                .isNotEqualTo(arrivals.stream().map(Arrival::number).sorted().toList());
    }

    /** A thousand, one each millisecond. */
    private static List<Arrival> manyThrough(BadLine<Integer> line) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            arrivals.addAll(until(line, i));
            offer(line, i, i, i);
        }
        arrivals.addAll(until(line, 2_000));
        return arrivals;
    }
}
