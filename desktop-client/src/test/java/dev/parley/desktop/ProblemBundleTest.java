package dev.parley.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.desktop.call.CallReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What whoever gets a problem report can read in it, and what not. */
class ProblemBundleTest {
    private static final CallReport REPORT = new CallReport(
            new CallReport.Own(
                    new CallReport.OwnVideo("VP8", 897, 3, 1, 1_500_000, 1.2, 0.01, 1280, 720, 29.9, 4.5, List.of()),
                    new CallReport.OwnAudio("opus", 1_500, 1.2, 0),
                    8.1),
            "UDP",
            "AEAD_AES_128_GCM",
            2_000_000,
            List.of(new CallReport.RemoteAudio("p1", "Grace", "audio", 1_490, 10, 0.004, 43, 0.1)));

    @TempDir
    private Path folder;

    private Map<String, byte[]> written(Optional<CallReport> report) throws IOException {
        Path file = folder.resolve("report.zip");
        Files.writeString(file, "an earlier one");
        try (ProblemBundle bundle = ProblemBundle.begin()) {
            bundle.write(file, report);
        }
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        return entries;
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(entries.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    @Test
    void itHoldsLogFiguresMachineThreadsAndARecording() throws IOException {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %msg%n");
        encoder.start();
        var memory = new LogMemory(encoder);
        memory.setContext(context);
        memory.start();
        var logger = context.getLogger(ProblemBundleTest.class);
        logger.addAppender(memory);
        logger.warn("the microphone was unplugged");
        logger.detachAppender(memory);

        Map<String, byte[]> entries = written(Optional.of(REPORT));

        assertThat(entries)
                .containsOnlyKeys("log.txt", "statistics.json", "machine.txt", "threads.txt", "recording.jfr");
        assertThat(text(entries, "log.txt")).contains("WARN the microphone was unplugged");
        assertThat(text(entries, "machine.txt")).contains("processors: ", "heap, MB: ", "os.name: ");
        assertThat(text(entries, "threads.txt"))
                .contains("\"" + Thread.currentThread().getName() + "\"", "dev.parley.desktop.ProblemBundle.threads(");
        var figures = new ObjectMapper().readTree(text(entries, "statistics.json"));
        assertThat(figures.path("own").path("video").path("framesEncoded").asInt())
                .isEqualTo(897);
        assertThat(figures.path("remote").path(0).path("name").asText()).isEqualTo("Grace");
        assertThat(events(entries)).isNotEmpty();
    }

    @Test
    void withoutACallThereAreNoFigures() throws IOException {
        assertThat(written(Optional.empty()))
                .containsOnlyKeys("log.txt", "machine.txt", "threads.txt", "recording.jfr");
    }

    /** There may be {@code --password}, {@code --token} and {@code PARLEY_ROOM_PASSWORD}. */
    @Test
    void neitherCommandLinesNorTheEnvironmentAreInIt() throws IOException {
        Map<String, byte[]> entries = written(Optional.of(REPORT));

        assertThat(events(entries))
                .extracting(event -> event.getEventType().getName())
                .doesNotContain(
                        "jdk.JVMInformation",
                        "jdk.InitialSystemProperty",
                        "jdk.InitialEnvironmentVariable",
                        "jdk.SystemProcess");
        assertThat(events(entries))
                .allSatisfy(
                        event -> assertThat(event.toString()).doesNotContain(System.getProperty("sun.java.command")));
        assertThat(text(entries, "machine.txt")).doesNotContain(System.getProperty("user.home"));
    }

    private List<RecordedEvent> events(Map<String, byte[]> entries) throws IOException {
        Path recording = Files.createTempFile("events", ".jfr");
        try {
            Files.write(recording, entries.getOrDefault("recording.jfr", new byte[0]));
            return RecordingFile.readAllEvents(recording);
        } finally {
            Files.delete(recording);
        }
    }
}
