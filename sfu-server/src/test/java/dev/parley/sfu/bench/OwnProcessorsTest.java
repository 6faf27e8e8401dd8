package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OwnProcessorsTest {
    @Test
    void numbersAreReadAsLinuxWritesThem() {
        assertThat(OwnProcessors.numbers("0")).containsExactly(0);
        assertThat(OwnProcessors.numbers("0-3,6,8-9")).containsExactly(0, 1, 2, 3, 6, 8, 9);
    }

    @Test
    void processesAreApartAndBackAfterwards() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no Linux here");
        String before = allowed(ProcessHandle.current().pid());
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            try (OwnProcessors processors = OwnProcessors.take()) {
                Assumptions.assumeTrue(processors.apart(), "one processor, or no taskset");
                processors.giveTo(other.pid());
                assertThat(OwnProcessors.numbers(allowed(other.pid())))
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(OwnProcessors.numbers(
                                allowed(ProcessHandle.current().pid())));
            }
            assertThat(allowed(other.pid())).isEqualTo(before);
        } finally {
            other.destroyForcibly();
        }
        assertThat(allowed(ProcessHandle.current().pid())).isEqualTo(before);
    }

    private static String allowed(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
