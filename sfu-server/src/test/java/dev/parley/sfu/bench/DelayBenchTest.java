package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.sfu.bench.DelayBench.Scenario;
import dev.parley.sfu.load.LoadReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rooms make which rate, and what a flow of packets comes to. */
final class DelayBenchTest {
    private static final Scenario BROADCAST = new Scenario("1 to 100", 1, 100, false, 300);
    private static final Scenario MEETING = new Scenario("meeting of 10", 10, 0, true, 100);

    @ParameterizedTest
    @ValueSource(ints = {20_000, 45_000, 117_000, 400_000})
    void theRoomsMakeTheRate(int rate) {
        assertThat(BROADCAST.plan(rate).outPerSecond()).isCloseTo(rate, within(0.01 * rate));
        assertThat(MEETING.plan(rate).outPerSecond()).isCloseTo(rate, within(0.01 * rate));
    }

    @Test
    void moreRateIsMoreRoomsRatherThanLongerBursts() {
        assertThat(BROADCAST.plan(300_000).rooms()).isEqualTo(10);
        assertThat(BROADCAST.plan(300_000).tracks().getFirst().packetsPerSecond())
                .isEqualTo(300);
        assertThat(MEETING.plan(135_000).rooms()).isEqualTo(10);
    }

    @Test
    void aRateIsScaledByWhatItTook() {
        assertThat(DelayBench.scaled(100_000, 0.4, 0.8)).isEqualTo(200_000);
        assertThat(DelayBench.scaled(100_000, 1, 0.5)).isEqualTo(50_000);
        assertThat(DelayBench.scaled(20_000, 0.01, 0.5)).isEqualTo(80_000);
    }

    @Test
    void everyPacketIsAccountedFor() {
        LoadReport report = new LoadReport(
                3.5, 1_000, 0, 8_990, 9_000_000, 9, 0, 8_995, 15, 10, 450, 0, 0, 0, 1_500_000, 8_000_000);

        Flow flow = Flow.of(report, 9, 2, 0.5, 1.9);

        assertThat(flow.sent()).isEqualTo(9_000);
        assertThat(flow.arrived()).isEqualTo(8_980);
        assertThat(flow.lost()).isEqualTo(20);
        assertThat(flow.duplicates()).isEqualTo(10);
        assertThat(flow.perSecond()).isEqualTo(4_490);
        assertThat(flow.serverCores()).isEqualTo(0.25);
        assertThat(flow.perCpuSecond()).isEqualTo(17_960);
        assertThat(flow.p99Millis()).isEqualTo(8);
        assertThat(flow.isClientFull()).isTrue();
    }
}
