package dev.parley.sfu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final Logger LOGGER =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("dev.parley.Some");

    @Test
    void logbackFindsIt() {
        assertThat(LOGGER.isWarnEnabled()).isTrue();
        assertThat(LOGGER.isInfoEnabled()).isFalse();
    }

    @Test
    void aMessageStaysOnItsLine() {
        assertThat(line("joined {}", "an\r\nERROR forged", null))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Some: joined an  ERROR forged\n");
    }

    @Test
    void whatWasThrownFollows() {
        assertThat(line("failed", "", new IllegalStateException("because")))
                .contains("Some: failed\n")
                .contains("java.lang.IllegalStateException: because")
                .contains("at dev.parley.sfu.cli.LoggingTest");
    }

    private static String line(String message, String argument, @Nullable Throwable thrown) {
        return new Logging.LogLine()
                .doLayout(new LoggingEvent("", LOGGER, Level.WARN, message, thrown, new Object[] {argument}));
    }
}
