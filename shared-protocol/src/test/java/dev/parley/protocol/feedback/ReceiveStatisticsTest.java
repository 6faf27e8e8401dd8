package dev.parley.protocol.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.rtcp.ReportBlock;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiveStatisticsTest {
    private static final long MILLI = 1_000_000L;

    private final ReceiveStatistics statistics = new ReceiveStatistics(0xcafe, 90_000);

    private boolean receive(int sequence) {
        return statistics.received(sequence & 0xffff, 0, 100, 0);
    }

    @Test
    void beforeTheFirstPacketAReportIsEmpty() {
        assertThat(statistics.reportBlock(5)).isEqualTo(new ReportBlock(0xcafe, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void lossIsCountedOverTheWholeAndOverTheInterval() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                receive(1000 + i);
            }
        }
        ReportBlock first = statistics.reportBlock(0);
        assertThat(first.fractionLost()).isEqualTo(64);
        assertThat(first.cumulativeLost()).isEqualTo(25);
        assertThat(first.extendedHighestSequence()).isEqualTo(1099);
        for (int i = 0; i < 10; i++) {
            receive(1100 + i);
        }
        ReportBlock second = statistics.reportBlock(0);
        assertThat(second.fractionLost()).isZero();
        assertThat(second.cumulativeLost()).isEqualTo(25);
        assertThat(statistics.reportBlock(0).fractionLost()).isZero();
        assertThat(statistics.packets()).isEqualTo(85);
        assertThat(statistics.bytes()).isEqualTo(8500);
    }

    @Test
    void anIntervalInWhichAllButOneWereLostIsNearlyAll() {
        receive(0);
        statistics.reportBlock(0);
        receive(1000);
        assertThat(statistics.reportBlock(0).fractionLost()).isEqualTo(999 * 256 / 1000);
    }

    @Test
    void duplicatesMakeTheLossNegative() {
        receive(1);
        receive(2);
        receive(2);
        receive(2);
        ReportBlock block = statistics.reportBlock(0);
        assertThat(block.cumulativeLost()).isEqualTo(-2);
        assertThat(block.fractionLost()).isZero();
    }

    @Test
    void theHighestNumberCountsItsWraps() {
        for (int i = 0; i < 200_000; i += 50) {
            assertThat(receive(65_000 + i)).isTrue();
        }
        long last = 65_000 + 199_950;
        assertThat(statistics.reportBlock(0).extendedHighestSequence()).isEqualTo((int) last);
        assertThat(receive((int) last - 99)).as("reordered over the wrap").isTrue();
        assertThat(statistics.reportBlock(0).extendedHighestSequence()).isEqualTo((int) last);
    }

    @Test
    void aReorderedPacketIsNotLost() {
        receive(65535);
        receive(1);
        receive(0);
        ReportBlock block = statistics.reportBlock(0);
        assertThat(block.cumulativeLost()).isZero();
        assertThat(block.extendedHighestSequence()).isEqualTo(0x1_0001);
    }

    @Test
    void aFarNumberCountsOnlyWhenTheNextFollows() {
        receive(100);
        receive(101);
        assertThat(receive(30_000)).isFalse();
        assertThat(receive(102)).isTrue();
        assertThat(receive(30_000)).isFalse();
        assertThat(receive(30_001)).isTrue();
        ReportBlock block = statistics.reportBlock(0);
        assertThat(block.extendedHighestSequence()).isEqualTo(30_001);
        assertThat(block.cumulativeLost()).isZero();
    }

    @Test
    void jitterFollowsTheFormulaOfRfc3550() {
        Random random = new Random(3);
        double expected = 0;
        long previousTransit = 0;
        long uptime = 400L * 24 * 3600 * 1_000_000_000L;
        for (int i = 0; i < 5000; i++) {
            long sentNanos = i * 20L * MILLI;
            long arrival = uptime + sentNanos + random.nextLong(30 * MILLI);
            int timestamp = (int) (0xffff_0000L + sentNanos * 9 / 100_000);
            statistics.received(i, timestamp, 1, arrival);
            long arrivalUnits = arrival / 1_000_000_000L * 90_000 + arrival % 1_000_000_000L * 90_000 / 1_000_000_000L;
            long transit = arrivalUnits - (0xffff_0000L + sentNanos * 9 / 100_000);
            if (i > 0) {
                expected += (Math.abs(transit - previousTransit) - expected) / 16;
            }
            previousTransit = transit;
        }
        // The integer form of appendix A.8 rounds by less than one unit.
        assertThat((double) statistics.jitter()).isBetween(expected - 1.5, expected + 1.5);
        assertThat(statistics.jitter()).isGreaterThan(400);
    }

    @Test
    void aSteadyStreamHasNoJitterAndANewClockMakesNone() {
        for (int i = 0; i < 100; i++) {
            statistics.received(i, i * 1800, 1, i * 20L * MILLI);
        }
        assertThat(statistics.jitter()).isZero();
        for (int i = 100; i < 200; i++) {
            statistics.received(i, 0x4000_0000 + i * 1800, 1, i * 20L * MILLI);
        }
        assertThat(statistics.jitter()).isZero();
    }

    @Test
    void aReportAnswersTheLastSenderReport() {
        receive(1);
        statistics.senderReport(0x1122_3344_5566_7788L, 1_000 * MILLI);
        ReportBlock block = statistics.reportBlock(2_500 * MILLI);
        assertThat(block.lastSenderReport()).isEqualTo(0x3344_5566);
        assertThat(block.delaySinceLastSenderReport()).isEqualTo(3 << 15);
        // The sender sees it 1.75 s after its report: a quarter of a second was on the way.
        assertThat(block.roundTripNanos(0x3344_5566 + 0x1_c000)).isEqualTo(250 * MILLI);
        assertThat(block.roundTripNanos(0x3344_5566)).isZero();
        assertThat(new ReportBlock(1, 0, 0, 0, 0, 0, 0).roundTripNanos(5)).isEqualTo(-1);
    }
}
