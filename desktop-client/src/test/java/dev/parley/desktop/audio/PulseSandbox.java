package dev.parley.desktop.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A sound server of one's own, without a sound card: what is played into the sink {@code micfeed} is what the default
 * microphone hears, and what programs play goes to the sink {@code speaker}.
 */
final class PulseSandbox implements AutoCloseable {
    private static final String INSTALL =
            "PulseAudio is needed for this test; install it with: apt-get update && apt-get"
                    + " install -y --no-install-recommends pulseaudio pulseaudio-utils libasound2-plugins libasound2";

    private final Path folder;
    private final Process server;

    PulseSandbox(String... moreModules) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("parley-pulse");
        for (String name : List.of("pulse", "xdg", "home")) {
            Files.createDirectory(
                    folder.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var script = new ArrayList<>(List.of(
                "load-module module-native-protocol-unix auth-anonymous=1 socket=" + socket(),
                "load-module module-null-sink sink_name=speaker rate=48000 channels=2",
                "load-module module-null-sink sink_name=micfeed rate=48000 channels=2",
                "load-module module-remap-source source_name=mic master=micfeed.monitor",
                "set-default-sink speaker",
                "set-default-source mic"));
        script.addAll(List.of(moreModules));
        Path scriptFile = Files.write(folder.resolve("pulse.pa"), script);
        try {
            server = start(
                    folder.resolve("pulse.log"),
                    List.of(
                            "pulseaudio",
                            "-n",
                            "-F",
                            scriptFile.toString(),
                            "--daemonize=no",
                            "--exit-idle-time=-1",
                            "--disable-shm=yes",
                            "--use-pid-file=no",
                            "--realtime=no",
                            "--high-priority=no"));
        } catch (IOException e) {
            throw new IllegalStateException(INSTALL, e);
        }
        awaitServer();
    }

    private Path socket() {
        return folder.resolve("pulse").resolve("native");
    }

    private void awaitServer() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (!server.isAlive()) {
                throw new IllegalStateException("PulseAudio ended: " + Files.readString(folder.resolve("pulse.log")));
            }
            Process asked = start(folder.resolve("pactl.log"), List.of("pactl", "info"));
            if (asked.waitFor() == 0) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("PulseAudio does not answer");
    }

    /** Starts a program that hears and plays here; its output goes to the file. */
    Process start(Path output, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PULSE_SERVER", "unix:" + socket(),
                        "PULSE_RUNTIME_PATH", folder.resolve("pulse").toString(),
                        "XDG_RUNTIME_DIR", folder.resolve("xdg").toString(),
                        "HOME", folder.resolve("home").toString()));
        return builder.start();
    }

    /** Starts another JVM that hears and plays here, and gives what it printed. */
    String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "run", ".log");
        Process process = start(output, command);
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("it did not end: " + Files.readString(output));
        }
        String printed = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(printed);
        }
        return printed;
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        if (server.onExit()
                .completeOnTimeout(server, 5, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            server.destroyForcibly().onExit().join();
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
