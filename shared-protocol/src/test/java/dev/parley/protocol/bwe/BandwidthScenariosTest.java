package dev.parley.protocol.bwe;

import static dev.parley.protocol.bwe.SimulatedLink.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The estimate on simulated links, in virtual time: the reference figures of libwebrtc's own simulations, and more. Each
 * prints a line and leaves its curve in {@code target/bwe}.
 */
class BandwidthScenariosTest {
    private static final BandwidthSettings SETTINGS = new BandwidthSettings(600_000, 30_000, 10_000_000);

    private static void report(String name, Simulation simulation, int flows, String line) {
        System.out.println("bwe " + name + ": " + line);
        SvgCurve.write(name, name + ": " + line, simulation, flows);
    }

    private static long step(long time, long second, long before, long after) {
        return time < second * SECOND ? before : after;
    }

    @Test
    void fiveHundredBecomeEightHundredWithinTwentySeconds() {
        SimulatedLink link = new SimulatedLink(1, 800_000).propagation(25).queueLimit(500, 800_000);
        Simulation simulation = Simulation.of(link, new SimulatedFlow(1, link, SETTINGS.startingAt(500_000)))
                .run(60);
        double reached = simulation.secondsToReach(720_000, 0);
        report(
                "500-to-800",
                simulation,
                1,
                "720 kbit/s after %.1f s, then %.0f kbit/s on average, queue p95 %.0f ms"
                        .formatted(
                                reached,
                                simulation.meanTarget(0, 20, 60) / 1000,
                                simulation.queuePercentile(0.95, 20, 60)));
        assertThat(reached).isLessThan(20);
    }

    @Test
    void fiveHundredBecomeEightHundredWithinTwentySecondsWithoutProbes() {
        SimulatedLink link = new SimulatedLink(2, 800_000).propagation(25).queueLimit(500, 800_000);
        Simulation simulation = Simulation.of(
                        link, new SimulatedFlow(2, link, SETTINGS.startingAt(500_000)).withoutPadding())
                .run(60);
        double reached = simulation.secondsToReach(720_000, 0);
        report(
                "500-to-800-without-padding",
                simulation,
                1,
                "720 kbit/s after %.1f s, then %.0f kbit/s on average"
                        .formatted(reached, simulation.meanTarget(0, 20, 60) / 1000));
        assertThat(reached).isLessThan(20);
    }

    @Test
    void aSteadyLinkIsUsedSteadily() {
        SimulatedLink link = new SimulatedLink(3, 1_500_000).propagation(25).queueLimit(500, 1_500_000);
        Simulation simulation =
                Simulation.of(link, new SimulatedFlow(3, link, SETTINGS)).run(180);
        double mean = simulation.meanTarget(0, 30, 180);
        double within = simulation.shareWithin(0.85 * mean, 1.15 * mean, 30, 180);
        report(
                "steady",
                simulation,
                1,
                "%.0f of 1500 kbit/s, %.0f %% of the time within 15 %%, queue p50 %.0f p95 %.0f max %.0f ms"
                        .formatted(
                                mean / 1000,
                                100 * within,
                                simulation.queuePercentile(0.5, 30, 180),
                                simulation.queuePercentile(0.95, 30, 180),
                                simulation.queuePercentile(1, 30, 180)));
        assertThat(mean).isBetween(1_150_000.0, 1_500_000.0);
        assertThat(within).isGreaterThan(0.9);
        assertThat(simulation.queuePercentile(0.95, 30, 180)).isLessThan(100);
    }

    @Test
    void aDropFromEightHundredToOneHundredIsFollowed() {
        SimulatedLink link = new SimulatedLink(4, time -> step(time, 20, 800_000, 100_000))
                .propagation(100)
                .queueLimit(1000, 800_000);
        Simulation simulation = Simulation.of(link, new SimulatedFlow(4, link, SETTINGS).feedbackPath(100, 0))
                .run(80);
        double adapted = simulation.secondsToFall(100_000, 20);
        report(
                "800-to-100",
                simulation,
                1,
                "below 100 kbit/s after %.1f s at 200 ms, %.0f kbit/s later, queue after 10 s at most %.0f ms"
                        .formatted(
                                adapted,
                                simulation.meanTarget(0, 40, 80) / 1000,
                                simulation.queuePercentile(1, 30, 80)));
        assertThat(adapted).isLessThan(5);
        assertThat(simulation.meanTarget(0, 40, 80)).isBetween(60_000.0, 115_000.0);
    }

    @Test
    void aFullStallIsBackedOffFromAndRecoveredFrom() {
        for (long before : new long[] {800_000, 2_500_000}) {
            SimulatedLink link = new SimulatedLink(5, time -> time >= 20 * SECOND && time < 30 * SECOND ? 0 : before)
                    .propagation(25)
                    .queueLimit(300, before);
            Simulation simulation =
                    Simulation.of(link, new SimulatedFlow(5, link, SETTINGS)).run(60);
            double stalled = simulation.secondsToFall(40_000, 20);
            double back = simulation.secondsToReach(0.7 * before, 30);
            report(
                    "stall-" + before / 1000,
                    simulation,
                    1,
                    "below 40 kbit/s after %.1f s, 70 %% back %.1f s after the link".formatted(stalled, back));
            assertThat(stalled).isLessThan(3);
            assertThat(back).isLessThan(3);
        }
    }

    @Test
    void tenPercentOfRandomLossKeepTheRate() {
        for (long capacity : new long[] {300_000, 1_000_000, 3_000_000}) {
            SimulatedLink link = new SimulatedLink(6, capacity)
                    .propagation(100)
                    .queueLimit(500, capacity)
                    .loss(0.1);
            Simulation simulation = Simulation.of(link, new SimulatedFlow(6, link, SETTINGS).feedbackPath(100, 0.1))
                    .run(120);
            report(
                    "loss-10-of-" + capacity / 1000,
                    simulation,
                    1,
                    "%.0f kbit/s on average, never under %.0f, queue p95 %.0f ms"
                            .formatted(
                                    simulation.meanTarget(0, 20, 120) / 1000,
                                    simulation.minTarget(5, 120) / 1000,
                                    simulation.queuePercentile(0.95, 20, 120)));
            assertThat(simulation.minTarget(5, 120)).isGreaterThan(100_000);
            assertThat(simulation.meanTarget(0, 20, 120)).isGreaterThan(0.6 * Math.min(capacity, 1_800_000));
        }
    }

    @Test
    void lossInBurstsKeepsTheRate() {
        SimulatedLink link =
                new SimulatedLink(7, 1_500_000).queueLimit(300, 1_500_000).burstyLoss(0.05, 4);
        Simulation simulation =
                Simulation.of(link, new SimulatedFlow(7, link, SETTINGS)).run(120);
        report(
                "loss-bursts",
                simulation,
                1,
                "%.0f of 1500 kbit/s, never under %.0f"
                        .formatted(simulation.meanTarget(0, 20, 120) / 1000, simulation.minTarget(5, 120) / 1000));
        assertThat(simulation.meanTarget(0, 20, 120)).isGreaterThan(900_000);
    }

    @Test
    void aPolicerIsNoticedByItsLosses() {
        SimulatedLink link = new SimulatedLink(8, 800_000).policing(8_000);
        SimulatedFlow flow = new SimulatedFlow(8, link, SETTINGS);
        Simulation simulation = Simulation.of(link, flow).run(30);
        long sent = flow.sentPackets;
        long lost = flow.lostPackets;
        simulation.run(120);
        double loss = (flow.lostPackets - lost) / (double) (flow.sentPackets - sent);
        report(
                "policer",
                simulation,
                1,
                "%.0f of 800 kbit/s, %.1f %% lost".formatted(simulation.meanTarget(0, 30, 120) / 1000, 100 * loss));
        assertThat(simulation.meanTarget(0, 30, 120)).isBetween(400_000.0, 900_000.0);
        assertThat(loss).isLessThan(0.08);
    }

    @Test
    void jitterIsNoCongestion() {
        for (boolean reorder : new boolean[] {false, true}) {
            SimulatedLink link =
                    new SimulatedLink(9, 2_000_000).queueLimit(500, 2_000_000).jitter(50, reorder);
            Simulation simulation =
                    Simulation.of(link, new SimulatedFlow(9, link, SETTINGS)).run(120);
            report(
                    reorder ? "jitter-50-reordering" : "jitter-50",
                    simulation,
                    1,
                    "%.0f of 2000 kbit/s, never under %.0f, queue p95 %.0f ms"
                            .formatted(
                                    simulation.meanTarget(0, 20, 120) / 1000,
                                    simulation.minTarget(5, 120) / 1000,
                                    simulation.queuePercentile(0.95, 20, 120)));
            assertThat(simulation.meanTarget(0, 20, 120)).isGreaterThan(1_000_000);
            assertThat(simulation.queuePercentile(0.95, 20, 120)).isLessThan(400);
        }
    }

    @Test
    void probesRaiseTheRateWithinSeconds() {
        SimulatedLink link = new SimulatedLink(10, 3_000_000).queueLimit(300, 3_000_000);
        Simulation simulation = Simulation.of(link, new SimulatedFlow(10, link, SETTINGS.startingAt(300_000)))
                .run(60);
        double reached = simulation.secondsToReach(2_500_000, 0);
        report(
                "ramp-up",
                simulation,
                1,
                "300 kbit/s to 2.5 Mbit/s after %.1f s, queue max %.0f ms"
                        .formatted(reached, simulation.queuePercentile(1, 0, 60)));
        assertThat(reached).isLessThan(4);
    }

    @Test
    void threeFlowsShareALink() {
        SimulatedLink link = new SimulatedLink(11, 3_000_000).queueLimit(400, 3_000_000);
        List<SimulatedFlow> flows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            flows.add(new SimulatedFlow(20 + i, link, SETTINGS).startingAt(i * 20L));
        }
        Simulation simulation = new Simulation(link, flows, List.of()).run(200);
        double[] means = new double[3];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            means[i] = simulation.meanReceived(i, 100, 200);
            sum += means[i];
            squares += means[i] * means[i];
        }
        double fairness = sum * sum / (3 * squares);
        report(
                "three-flows",
                simulation,
                3,
                "%.0f, %.0f and %.0f kbit/s of 3000, fairness %.2f (Jain), queue p95 %.0f ms"
                        .formatted(
                                means[0] / 1000,
                                means[1] / 1000,
                                means[2] / 1000,
                                fairness,
                                simulation.queuePercentile(0.95, 100, 200)));
        assertThat(fairness).isGreaterThan(0.8);
        assertThat(sum).isGreaterThan(2_000_000);
    }

    @Test
    void aTcpDownloadLeavesARest() {
        SimulatedLink link = new SimulatedLink(12, 2_000_000).queueLimit(300, 2_000_000);
        SimulatedFlow flow = new SimulatedFlow(12, link, SETTINGS);
        TcpLikeFlow download = new TcpLikeFlow(link, 20, 80, 25);
        Simulation simulation = new Simulation(link, List.of(flow), List.of(download)).run(120);
        double during = simulation.meanReceived(0, 30, 80);
        report(
                "tcp",
                simulation,
                2,
                "%.0f kbit/s beside a download of %.0f, lowest %.0f, 70 %% back %.1f s after it"
                        .formatted(
                                during / 1000,
                                simulation.meanReceived(1, 30, 80) / 1000,
                                simulation.minTarget(25, 80) / 1000,
                                simulation.secondsToReach(1_400_000, 80)));
        assertThat(during).isGreaterThan(250_000);
        assertThat(simulation.secondsToReach(1_400_000, 80)).isLessThan(20);
    }

    @Test
    void twoMegabitFallToThreeHundredAndComeBack() {
        SimulatedLink link = new SimulatedLink(
                        13, time -> time >= 20 * SECOND && time < 60 * SECOND ? 300_000 : 2_000_000)
                .queueLimit(500, 2_000_000);
        Simulation simulation =
                Simulation.of(link, new SimulatedFlow(13, link, SETTINGS)).run(100);
        double down = simulation.secondsToFall(300_000, 20);
        double up = simulation.secondsToReach(1_600_000, 60);
        report(
                "2000-to-300-and-back",
                simulation,
                1,
                "below the link after %.1f s, queue max %.0f ms from 5 s on, 80 %% back after %.1f s"
                        .formatted(down, simulation.queuePercentile(1, 25, 60), up));
        assertThat(down).isLessThan(3);
        assertThat(simulation.queuePercentile(1, 25, 60)).isLessThan(500);
        assertThat(up).isLessThan(20);
    }

    @Test
    void anApplicationThatSendsLittleKeepsItsEstimateHonest() {
        SimulatedLink link = new SimulatedLink(14, 3_000_000).queueLimit(300, 3_000_000);
        SimulatedFlow flow = new SimulatedFlow(14, link, SETTINGS)
                .applicationLimit(time -> step(time, 60, 200_000, Long.MAX_VALUE))
                .withoutPadding();
        Simulation simulation = Simulation.of(link, flow).run(90);
        report(
                "application-limited",
                simulation,
                1,
                "target at most %.0f kbit/s with 200 sent and no padding, 2.5 Mbit/s %.1f s after the limit"
                        .formatted(simulation.maxTarget(5, 60) / 1000, simulation.secondsToReach(2_500_000, 60)));
        assertThat(simulation.maxTarget(5, 60)).isLessThan(1_300_000);
        assertThat(simulation.minTarget(1, 60)).isGreaterThan(400_000);
    }

    @Test
    void probesTellWhatAnApplicationCouldSend() {
        SimulatedLink link = new SimulatedLink(15, 3_000_000).queueLimit(300, 3_000_000);
        SimulatedFlow flow =
                new SimulatedFlow(15, link, SETTINGS).applicationLimit(time -> step(time, 60, 200_000, Long.MAX_VALUE));
        Simulation simulation = Simulation.of(link, flow).run(90);
        report(
                "application-limited-probing",
                simulation,
                1,
                "target %.0f of 3000 kbit/s with 200 sent, probes cost %.0f kbit/s"
                        .formatted(simulation.meanTarget(0, 20, 60) / 1000, flow.probeBytes * 8 / 90e3));
        assertThat(simulation.meanTarget(0, 20, 60)).isBetween(1_500_000.0, 3_000_000.0);
    }

    @Test
    void aLongerRouteIsNoQueue() {
        SimulatedLink link =
                new SimulatedLink(16, 1_500_000).queueLimit(500, 1_500_000).detour(30, 80);
        Simulation simulation =
                Simulation.of(link, new SimulatedFlow(16, link, SETTINGS)).run(120);
        report(
                "longer-route",
                simulation,
                1,
                "%.0f of 1500 kbit/s after 80 ms more, lowest %.0f, queue p95 %.0f ms"
                        .formatted(
                                simulation.meanTarget(0, 40, 120) / 1000,
                                simulation.minTarget(30, 120) / 1000,
                                simulation.queuePercentile(0.95, 40, 120)));
        assertThat(simulation.meanTarget(0, 40, 120)).isGreaterThan(1_000_000);
        assertThat(simulation.queuePercentile(0.95, 40, 120)).isLessThan(300);
    }

    @Test
    void halfASecondOfRoundTripAndLostFeedbackAreBorne() {
        SimulatedLink link = new SimulatedLink(17, 1_500_000).propagation(250).queueLimit(500, 1_500_000);
        Simulation simulation = Simulation.of(link, new SimulatedFlow(17, link, SETTINGS).feedbackPath(250, 0.3))
                .run(120);
        report(
                "500-ms-30-percent-feedback-lost",
                simulation,
                1,
                "%.0f of 1500 kbit/s, lowest %.0f, queue p95 %.0f ms"
                        .formatted(
                                simulation.meanTarget(0, 20, 120) / 1000,
                                simulation.minTarget(5, 120) / 1000,
                                simulation.queuePercentile(0.95, 20, 120)));
        assertThat(simulation.meanTarget(0, 20, 120)).isGreaterThan(900_000);
        assertThat(simulation.queuePercentile(0.95, 20, 120)).isLessThan(400);
    }
}
