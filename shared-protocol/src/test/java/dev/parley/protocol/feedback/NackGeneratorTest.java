package dev.parley.protocol.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NackGeneratorTest {
    private static final long MILLI = 1_000_000L;
    private static final long RTT = 50 * MILLI;

    private int keyFrameRequests;
    private final NackGenerator generator = new NackGenerator(() -> keyFrameRequests++);

    private boolean receive(int sequence, long now) {
        return generator.received(sequence & 0xffff, false, false, now);
    }

    private List<Integer> poll(NackGenerator from, long now) {
        int count = from.poll(now, RTT);
        return Arrays.stream(from.lost(), 0, count).boxed().toList();
    }

    private List<Integer> poll(long now) {
        return poll(generator, now);
    }

    @Test
    void aHoleIsAskedForAtOnceAndAgainAfterEachRoundTrip() {
        receive(65534, 0);
        receive(1, 0);
        assertThat(generator.missing()).isEqualTo(2);
        assertThat(poll(0)).containsExactly(65535, 0);
        assertThat(poll(RTT - 1)).isEmpty();
        assertThat(poll(RTT)).containsExactly(65535, 0);
        assertThat(receive(65535, RTT)).isTrue();
        assertThat(poll(2 * RTT)).containsExactly(0);
        assertThat(generator.received(0, false, true, 2 * RTT)).isTrue();
        assertThat(generator.missing()).isZero();
        assertThat(generator.recovered()).isEqualTo(1);
        assertThat(poll(9 * RTT)).isEmpty();
    }

    @Test
    void reorderedPacketsAreWaitedForWhenToldSo() {
        NackGenerator patient = new NackGenerator(() -> {}, 10 * MILLI);
        patient.received(1, false, false, 0);
        patient.received(3, false, false, 0);
        assertThat(poll(patient, 9 * MILLI)).isEmpty();
        assertThat(patient.received(2, false, false, 9 * MILLI)).isTrue();
        patient.received(5, false, false, 9 * MILLI);
        assertThat(poll(patient, 18 * MILLI)).isEmpty();
        assertThat(poll(patient, 19 * MILLI)).containsExactly(4);
    }

    @Test
    void whatIsOvertakenAgainAndAgainIsWaitedForLonger() {
        long now = 0;
        int requests = 0;
        for (int pair = 0; pair < 40; pair++, now += 100 * MILLI) { // each second packet comes 60 ms after the next
            receive(2 * pair, now);
            receive(2 * pair + 2, now + MILLI);
            requests += pair < 20 ? 0 : poll(now + 40 * MILLI).size();
            receive(2 * pair + 1, now + 60 * MILLI);
        }
        assertThat(requests).as("once it was learnt").isZero();
        for (int sequence = 81; sequence < 10_000; sequence++) {
            receive(sequence, now);
        }
        receive(10_001, now);
        assertThat(poll(now + MILLI)).as("and forgotten").containsExactly(10_000);
    }

    @Test
    void aPacketThatWasAskedForThriceInVainIsAskedForTwiceAsOften() {
        receive(1, 0);
        receive(3, 0);
        assertThat(poll(0)).containsExactly(2);
        assertThat(poll(RTT)).containsExactly(2);
        assertThat(poll(2 * RTT)).containsExactly(2);
        assertThat(generator.requestsBefore(2, 2 * RTT)).isEqualTo(3);
        assertThat(generator.requestsBefore(2, 2 * RTT - 1)).isEqualTo(2);
        assertThat(poll(2 * RTT + RTT / 2 - 1)).isEmpty();
        assertThat(poll(2 * RTT + RTT / 2)).containsExactly(2);
        assertThat(generator.requestsBefore(3, 2 * RTT)).as("it came").isZero();
    }

    @Test
    void aPacketIsGivenUpAfterTenRequests() {
        receive(10, 0);
        receive(12, 0);
        int requests = 0;
        for (int round = 0; round < 30; round++) {
            requests += poll(round * RTT).size();
        }
        assertThat(requests).isEqualTo(10);
        assertThat(generator.missing()).isZero();
        assertThat(generator.givenUp()).isEqualTo(1);
        assertThat(receive(11, 40 * RTT)).as("late, but still new").isTrue();
        assertThat(keyFrameRequests).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void anUnknownRoundTripCountsAsAHundredMilliseconds(long unknown) {
        receive(1, 0);
        receive(3, 0);
        assertThat(generator.poll(0, unknown)).isEqualTo(1);
        assertThat(generator.poll(100 * MILLI - 1, unknown)).isZero();
        assertThat(generator.poll(100 * MILLI, unknown)).isEqualTo(1);
    }

    @Test
    void aShortRoundTripCountsAsTwentyMilliseconds() {
        receive(1, 0);
        receive(3, 0);
        assertThat(generator.poll(0, 1)).isEqualTo(1);
        assertThat(generator.poll(20 * MILLI - 1, 1)).isZero();
        assertThat(generator.poll(20 * MILLI, 1)).isEqualTo(1);
    }

    @Test
    void aThousandMissingAreAskedForInPortions() {
        receive(0, 0);
        receive(1001, 0);
        assertThat(generator.missing()).isEqualTo(1000);
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.addAll(poll(0));
        }
        assertThat(asked).hasSize(1000).startsWith(1, 2, 3).endsWith(999, 1000).doesNotHaveDuplicates();
        assertThat(poll(0)).isEmpty();
        assertThat(keyFrameRequests).isZero();
    }

    @Test
    void moreThanAThousandMissingNeedAKeyFrame() {
        receive(0, 0);
        receive(1002, 0);
        assertThat(generator.missing()).isZero();
        assertThat(keyFrameRequests).isEqualTo(1);
        assertThat(receive(1003, 0)).isTrue();
        assertThat(receive(1005, 0)).isTrue();
        assertThat(poll(0)).containsExactly(1004);
    }

    @Test
    void whatIsMissingBeforeTheLastKeyFrameGivesWayFirst() {
        receive(0, 0);
        receive(600, 0);
        generator.received(601, true, false, 0);
        receive(605, 0);
        assertThat(generator.missing()).isEqualTo(599 + 3);
        receive(1105, 0);
        assertThat(keyFrameRequests).isZero();
        assertThat(generator.missing()).isEqualTo(3 + 499);
        assertThat(poll(0)).startsWith(602, 603, 604, 606);
    }

    @Test
    void aKeyFrameAtTheEndOfATooLargeGapNeedsNoOther() {
        receive(0, 0);
        generator.received(5000, true, false, 0);
        assertThat(keyFrameRequests).isZero();
        assertThat(generator.missing()).isZero();
    }

    @Test
    void everyPacketIsNewOnce() {
        int[] order = {65530, 65533, 65531, 65533, 65532, 65532, 2, 65534, 65534, 0, 0, 2, 1};
        List<Integer> fresh = new ArrayList<>();
        for (int sequence : order) {
            if (receive(sequence, 0)) {
                fresh.add(sequence);
            }
        }
        assertThat(fresh).containsExactly(65530, 65533, 65531, 65532, 2, 65534, 0, 1);
        assertThat(generator.received(65530, false, true, 0))
                .as("a probing retransmission of what came")
                .isFalse();
    }

    @Test
    void aSenderThatBeganAnewIsFollowedAfterTwoPackets() {
        receive(30_000, 0);
        assertThat(receive(100, 0)).as("perhaps a straggler").isFalse();
        assertThat(receive(101, 0)).isTrue();
        assertThat(receive(103, 0)).isTrue();
        assertThat(poll(0)).containsExactly(102);
        assertThat(receive(30_001, 0)).isTrue();
    }

    @Test
    void twoUnrelatedStragglersAreNoRestart() {
        receive(30_000, 0);
        assertThat(receive(100, 0)).isFalse();
        assertThat(receive(30_001, 0)).isTrue();
        assertThat(receive(101, 0)).isFalse();
        assertThat(receive(30_003, 0)).isTrue();
        assertThat(poll(0)).containsExactly(30_002);
    }

    /** A packet on its way: sent again or for the first time. */
    private record Flight(long arrival, long order, int number, boolean retransmission) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aLossyReorderingLinkIsRepairedCompletely(long seed) {
        Random random = new Random(seed);
        int total = 20_000;
        int first = 65_000;
        long oneWay = RTT / 2;
        PriorityQueue<Flight> link = new PriorityQueue<>((a, b) -> a.arrival() != b.arrival()
                ? Long.compare(a.arrival(), b.arrival())
                : Long.compare(a.order(), b.order()));
        BitSet got = new BitSet();
        long duplicates = 0;
        long requested = 0;
        long order = 0;
        long lost = 0;
        for (int tick = 0; tick < total + 2000; tick++) {
            long now = tick * MILLI;
            boolean lastsAreSafe = tick > total - 10 || tick == 0;
            if (tick < total) {
                if (lastsAreSafe || random.nextInt(100) >= 10) {
                    link.add(new Flight(now + oneWay + random.nextLong(5 * MILLI), order++, tick, false));
                } else {
                    lost++;
                }
            }
            while (!link.isEmpty() && link.peek().arrival() <= now) {
                Flight flight = link.remove();
                boolean fresh = generator.received(
                        first + flight.number() & 0xffff, false, flight.retransmission(), flight.arrival());
                assertThat(fresh).isEqualTo(!got.get(flight.number()));
                duplicates += fresh ? 0 : 1;
                got.set(flight.number());
            }
            for (int sequence : poll(now)) {
                requested++;
                // Number of the newest packet with this sequence number that was sent by now.
                int newest = Math.min(tick, total - 1);
                int number = newest - (first + newest - sequence & 0xffff);
                if (random.nextInt(100) >= 10) {
                    link.add(new Flight(now + RTT + random.nextLong(5 * MILLI), order++, number, true));
                }
            }
        }
        assertThat(got.cardinality()).isEqualTo(total);
        assertThat(generator.missing()).isZero();
        assertThat(generator.givenUp()).isZero();
        assertThat(keyFrameRequests).isZero();
        assertThat(lost).isGreaterThan(1000);
        assertThat(requested).isGreaterThan(lost);
        assertThat(duplicates).isPositive();
    }
}
