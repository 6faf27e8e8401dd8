package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assumptions;
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
    void aThreadIsKnownByHowItsNameBegins() throws Exception {
        Assumptions.assumeThat(Files.exists(Path.of("/proc/self/task"))).isTrue();
        ProcessUsage usage = new ProcessUsage(ProcessHandle.current());
        CountDownLatch worked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    double sum = 0;
                    for (int i = 0; i < 20_000_000; i++) {
                        sum += Math.sqrt(i);
                    }
                    worked.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError("interrupted with " + sum, e);
                    }
                },
                "measured-7-1-1");
        thread.start();
        worked.await();

        assertThat(usage.cpuSecondsOfThreads("measured-7")).isBetween(0.001, usage.cpuSeconds());
        assertThat(usage.cpuSecondsOfThreads("measured-8")).isZero();
        end.countDown();
        thread.join();
    }

    @Test
    void theSchedulerSaysFirstHowLongAThreadRan() {
        assertThat(ProcessUsage.nanosOnCpu("1234567 89 42\n")).isEqualTo(1_234_567);
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
