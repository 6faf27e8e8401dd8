package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the bench reads from {@code jcmd}, from the system and from the browser test. */
final class OutputOfOthersTest {
    @Test
    void theTotalOfAClassHistogramIsTheLiveHeap() {
        String histogram = """
                4242:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         21310        1234567  [B (java.base@25)
                Total         98765       14785344
                """;

        assertThat(ProcessUsage.totalOf(histogram)).hasValue(14_785_344);
    }

    @Test
    void withoutATotalThereIsNoFigure() {
        assertThat(ProcessUsage.totalOf("4242:\njava.io.IOException: no such process"))
                .isEmpty();
    }

    @Test
    void thisProcessHasUsedProcessorAndMemory() throws IOException {
        ProcessUsage usage = new ProcessUsage(ProcessHandle.current());

        assertThat(usage.cpuSeconds()).isPositive();
        assertThat(usage.residentBytes().orElse(1)).isPositive();
    }

    @Test
    void theBrowserTestPrintsMilliseconds() {
        assertThat(JoinTime.millisIn("[INFO] join to first frame, ms: [312, 340, 401]"))
                .containsExactly(312, 340, 401);
        assertThat(JoinTime.millisIn("join to first frame, ms: none")).isEmpty();
    }

    @Test
    void theMeasurementOfTheDesktopClientPrintsFigures() {
        assertThat(DesktopBench.figureIn(
                        "[INFO] desktop figure: {\"table\":\"cost\",\"name\":\"1:1, native\",\"cores\":0.25}"))
                .hasValue(new DesktopBench.Figure("cost", "1:1, native", Map.of("cores", 0.25)));
        assertThat(DesktopBench.figureIn("desktop of no figure")).isEmpty();
    }
}
