package dev.parley.desktop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.desktop.call.CallReport;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that helps whoever looks for a fault, in one file: what was logged last, the figures of the call, the machine, what
 * every thread does, and a recording of the virtual machine's own flight recorder. Holds the names of those in the room,
 * and neither sound nor picture, what was written, passwords nor tokens.
 *
 * <p>Thread: any that may wait.
 */
final class ProblemBundle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemBundle.class);

    /** Names of system properties that tell something of the machine and nothing of the person. */
    private static final String[] TOLD = {
        "java.vm.name", "java.vm.version", "os.arch", "os.name", "os.version", "file.encoding", "javafx.version"
    };

    /** Events that hold command lines, the environment and properties: passwords and tokens among them. */
    private static final String[] UNTOLD = {
        "jdk.JVMInformation", "jdk.InitialSystemProperty", "jdk.InitialEnvironmentVariable", "jdk.SystemProcess"
    };

    private final Optional<Recording> recording;

    private ProblemBundle(Optional<Recording> recording) {
        this.recording = recording;
    }

    /** Records from now on. */
    static ProblemBundle begin() {
        try {
            Recording begun = new Recording(Configuration.getConfiguration("profile"));
            for (String event : UNTOLD) {
                begun.disable(event);
            }
            begun.start();
            return new ProblemBundle(Optional.of(begun));
        } catch (IOException | ParseException | RuntimeException e) { // a machine without a flight recorder
            LOG.warn("the flight recorder does not run: {}", e.toString());
            return new ProblemBundle(Optional.empty());
        }
    }

    /** Records for so long, and then writes all of it. */
    static void record(Duration howLong, Path file, Optional<CallReport> report)
            throws IOException, InterruptedException {
        try (ProblemBundle bundle = begin()) {
            Thread.sleep(howLong);
            bundle.write(file, report);
        }
    }

    /** Writes what is known by now; a file that is there is replaced only when all of it could be written. */
    void write(Path file, Optional<CallReport> report) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream stream = Files.newOutputStream(half);
                ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8)) {
            text(zip, "log.txt", String.join("\n", LogMemory.lines()) + "\n");
            text(zip, "machine.txt", machine());
            text(zip, "threads.txt", threads());
            if (report.isPresent()) {
                String figures = new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(report.get());
                text(zip, "statistics.json", figures + "\n");
            }
            if (recording.isPresent()) {
                Path events = Files.createTempFile("parley", ".jfr");
                try {
                    recording.get().dump(events);
                    zip.putNextEntry(new ZipEntry("recording.jfr"));
                    Files.copy(events, zip);
                    zip.closeEntry();
                } finally {
                    Files.delete(events);
                }
            }
        }
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void text(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String machine() {
        Runtime machine = Runtime.getRuntime();
        String properties = Arrays.stream(TOLD)
                .map(name -> name + ": " + System.getProperty(name, "?") + "\n")
                .collect(Collectors.joining());
        String version = Optional.ofNullable(ProblemBundle.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
        return "parley: " + version + "\n"
                + "written: " + Instant.now() + "\n"
                + "running for: "
                + Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()) + "\n"
                + "processors: " + machine.availableProcessors() + "\n"
                + "heap, MB: " + (machine.totalMemory() - machine.freeMemory()) / (1 << 20) + " used of "
                + machine.maxMemory() / (1 << 20) + "\n"
                + properties;
    }

    private static String threads() {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            all.append('"')
                    .append(each.getKey().getName())
                    .append("\" ")
                    .append(each.getKey().getState())
                    .append('\n');
            for (StackTraceElement frame : each.getValue()) {
                all.append("    at ").append(frame).append('\n');
            }
            all.append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        recording.ifPresent(Recording::close);
    }
}
