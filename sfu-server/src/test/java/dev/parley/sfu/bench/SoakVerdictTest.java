package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.load.LoadReport;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SoakVerdictTest {
    private static final long MEGABYTE = 1 << 20;
    private static final int ROWS = 30;

    private static LoadReport report(long lost) {
        return new LoadReport(60, 90_000, 0, 810_000 - lost, 0, 180, 0, 810_000, lost, 0, 40_000, 0, 0, 0, 1, 2);
    }

    private static SoakVerdict soak(long lost, long heapMore, long outsideMore, long descriptorsMore) {
        SoakVerdict verdict = new SoakVerdict(13_500 / 4.0);
        verdict.heap(OptionalLong.of(39 * MEGABYTE));
        for (int i = 0; i < ROWS; i++) {
            verdict.window(report(i == 7 ? lost : 0), 12, i % 10 == 0 ? new double[] {0.02, 0.05} : new double[0]);
            verdict.held(
                    OptionalLong.of(116 * MEGABYTE + i * outsideMore),
                    OptionalLong.of(88 + i * descriptorsMore),
                    OptionalLong.of(i % 2 == 0 ? 30 : 31));
        }
        verdict.heap(OptionalLong.of(39 * MEGABYTE + heapMore));
        return verdict;
    }

    @Test
    void whatStaysAsItIsDidNotGrow() {
        SoakVerdict verdict = soak(0, MEGABYTE / 10, 0, 0);

        assertThat(verdict.verdict()).isEqualTo("nothing grew, nothing was lost");
        assertThat(verdict.lines())
                .containsExactly(
                        "In 30.0 minutes 24,300,000 packets arrived, 0 were lost; the server took 0.20 cores (half of a core would"
                                + " be --meetings 10)",
                        "Pauses of all its threads, for collections and all else: 6, p99.9 0.050 ms, longest 0.050 ms",
                        "From the first third to the last: live heap 39.0 -> 39.1 MB, outside the heap 116.0 -> 116.0 MB,"
                                + " descriptors 88.0 -> 88.0, threads 30.5 -> 30.5",
                        "Verdict: nothing grew, nothing was lost");
    }

    @Test
    void whatGrowsIsNamed() {
        assertThat(soak(0, 2 * MEGABYTE, 0, 0).verdict()).isEqualTo("GREW: live heap by 2.0 MB");
        assertThat(soak(0, 0, MEGABYTE, 0).verdict()).isEqualTo("GREW: outside the heap by 20.0 MB");
        assertThat(soak(0, 0, 0, 1).verdict()).isEqualTo("GREW: descriptors by 20.0");
    }

    @Test
    void whatIsLostIsSaidBesides() {
        assertThat(soak(12, 2 * MEGABYTE, 0, 0).verdict()).isEqualTo("GREW: live heap by 2.0 MB; LOST: 12 packets");
    }

    @Test
    void whatIsNotKnownIsNoGoodNews() {
        SoakVerdict verdict = new SoakVerdict(13_500);
        verdict.window(report(0), 12, new double[0]);

        assertThat(verdict.verdict()).startsWith("NOT KNOWN: live heap").doesNotContain("nothing grew");
        assertThat(verdict.lines()).contains("Pauses of all its threads, for collections and all else: none");
    }
}
