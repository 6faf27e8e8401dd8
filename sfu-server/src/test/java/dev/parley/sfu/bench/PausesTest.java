package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausesTest {
    private static final String LINE = "[12.3s][info][safepoint] Safepoint \"ZMarkStartYoung\", Time since last: 1 ns, "
            + "Reaching safepoint: 2 ns, At safepoint: 3 ns, Leaving safepoint: 4 ns, Total:     1500000 ns, "
            + "Threads: 0 runnable, 38 total";

    @Test
    void eachPauseIsToldOnce(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("pauses.log");
        Files.writeString(log, LINE + "\n[12.3s][info][safepoint] something else\n");
        var pauses = new Pauses(log);
        assertThat(pauses.since()).containsExactly(1.5);
        assertThat(pauses.since()).isEmpty();
        Files.writeString(log, LINE.substring(0, 60), StandardOpenOption.APPEND);
        assertThat(pauses.since()).isEmpty();
        Files.writeString(log, LINE.substring(60) + "\n", StandardOpenOption.APPEND);
        assertThat(pauses.since()).containsExactly(1.5);
    }

    /** What this virtual machine writes is understood: a collection is a pause. */
    @Test
    void theLogOfAVirtualMachineIsUnderstood(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("pauses.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> collecting = List.of(
                java,
                Pauses.flag(log),
                "-XX:+UseZGC",
                "-cp",
                System.getProperty("java.class.path"),
                Collecting.class.getName());
        Process process =
                new ProcessBuilder(collecting).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        assertThat(DoubleStream.of(new Pauses(log).since()).boxed())
                .isNotEmpty()
                .allMatch(millis -> millis > 0 && millis < 10_000);
    }

    @Test
    void aQuantileIsOneOfTheFigures() {
        double[] thousand = IntStream.rangeClosed(1, 1_000).asDoubleStream().toArray();
        assertThat(Pauses.quantile(thousand, 0.999)).hasValue(999);
        assertThat(Pauses.quantile(thousand, 1)).hasValue(1_000);
        assertThat(Pauses.quantile(new double[] {7}, 0.5)).hasValue(7);
        assertThat(Pauses.quantile(new double[0], 0.5)).isEmpty();
        assertThat(Pauses.millis(List.of("nothing"))).isEmpty();
    }

    /** A program that pauses. */
    static final class Collecting {
        private Collecting() {}

        public static void main(String[] args) {
            System.gc();
        }
    }
}
