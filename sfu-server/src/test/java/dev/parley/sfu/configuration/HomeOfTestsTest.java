package dev.parley.sfu.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers of tests that are told nothing of it keep what they keep among what the build makes, in no person's folder. */
class HomeOfTestsTest {
    private static final Path BUILT = Path.of("target", "home-of-tests").toAbsolutePath();

    @Test
    void aServerInTheProcessOfATestKeepsNothingElsewhere() {
        assertThat(ServerConfiguration.builder().build().dataDir()).startsWithRaw(BUILT);
    }

    @Test
    void noMoreDoesOneInAProcessThatATestStarts() {
        for (String folder : List.of("PARLEY_DATA_DIR", "XDG_CONFIG_HOME")) {
            assertThat(Path.of(Optional.ofNullable(System.getenv(folder)).orElse("/")))
                    .as(folder)
                    .startsWithRaw(BUILT);
        }
    }
}
