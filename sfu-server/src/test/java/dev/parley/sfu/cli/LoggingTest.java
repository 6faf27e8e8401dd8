package dev.parley.sfu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

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

    @Test
    void idsFollowTheMessageAndStayOnItsLine() {
        assertThat(new Logging.LogLine().doLayout(aboutARoom()))
                .endsWith("INFO  Some: joined, 2 are there room=tea ERROR forged peer=0a1b\n");
    }

    @Test
    void asJsonEachLineIsAnObjectWithTheIdsInIt() throws Exception {
        String line = new JsonLogLine().doLayout(aboutARoom());
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("level").asText()).isEqualTo("INFO");
        assertThat(json.path("logger").asText()).isEqualTo("dev.parley.Some");
        assertThat(json.path("message").asText()).isEqualTo("joined, 2 are there");
        assertThat(json.path("room").asText()).isEqualTo("tea\nERROR forged");
        assertThat(json.path("peer").asText()).isEqualTo("0a1b");
        assertThat(Instant.parse(json.path("time").asText())).isEqualTo(Instant.ofEpochMilli(1_234));
    }

    @Test
    void asJsonWhatWasThrownIsOnTheSameLine() throws Exception {
        String line = new JsonLogLine()
                .doLayout(new LoggingEvent(
                        "", LOGGER, Level.WARN, "failed", new IllegalStateException("because"), new Object[0]));
        assertThat(line).hasLineCount(1);
        assertThat(new ObjectMapper().readTree(line).path("exception").asText())
                .contains("IllegalStateException: because", "at dev.parley.sfu.cli.LoggingTest");
    }

    private static LoggingEvent aboutARoom() {
        LoggingEvent event = new LoggingEvent("", LOGGER, Level.INFO, "joined, {} are there", null, new Object[] {2});
        event.setTimeStamp(1_234);
        event.addKeyValuePair(new KeyValuePair("room", "tea\nERROR forged"));
        event.addKeyValuePair(new KeyValuePair("peer", "0a1b"));
        return event;
    }

    private static String line(String message, String argument, @Nullable Throwable thrown) {
        return new Logging.LogLine()
                .doLayout(new LoggingEvent("", LOGGER, Level.WARN, message, thrown, new Object[] {argument}));
    }
}
