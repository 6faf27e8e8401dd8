package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One of our programs as the build leaves it: a jar, and the jars it needs in {@code lib} beside it. The tests start it
 * some twenty times; with an AOT cache (docs/decisions/0011), recorded once per build, each start takes half the CPU
 * time. What runs is the same.
 */
final class BuiltProgram {
    /** For processes that live for seconds: the better compiler and collector would cost more than they save. */
    static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Recording takes some ten seconds, and minutes on a machine that builds other things as well. */
    private static final int LIMIT_SECONDS = 300;

    private final Path jar;
    private final Path lib;
    private final String main;
    private final Path cache;
    private final List<String> flags;

    /** A module's program; {@code target} is the folder that the module is built into, {@code flags} the machine's. */
    BuiltProgram(Path target, String module, String main, List<String> flags) {
        this.flags = flags;
        jar = target.resolve(module + ".jar");
        lib = target.resolve("lib");
        this.main = main;
        cache = Evidence.madeForAll().resolve(module + ".aot");
    }

    /** Runs the program from its start to its end, by a command line that begins with {@code command}. */
    interface Recording {
        void run(List<String> command);
    }

    /** The beginning of a command line, up to the main class. Records first when there is no cache of this build. */
    synchronized List<String> command(Recording recording) {
        try {
            if (!Files.exists(jar)) {
                throw new IllegalStateException(jar + " is missing: run ./mvnw -Dmaven.test.skip=true package");
            }
            recordOnce(recording);
            return command("-XX:AOTCache=" + cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process that runs tests may be about to do the same. */
    private void recordOnce(Recording recording) throws IOException {
        Path lock = cache.resolveSibling(cache.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid()
                    && (!Files.exists(cache) || Files.getLastModifiedTime(cache).compareTo(built()) < 0)) {
                record(recording);
            }
        }
    }

    private void record(Recording recording) throws IOException {
        Path classes = cache.resolveSibling(cache.getFileName() + ".classes");
        Files.deleteIfExists(cache);
        recording.run(command("-XX:AOTMode=record", "-XX:AOTConfiguration=" + classes));
        runToEnd(
                command("-XX:AOTMode=create", "-XX:AOTConfiguration=" + classes, "-XX:AOTCache=" + cache),
                Evidence.logs().resolve(cache.getFileName() + ".log"));
        Files.delete(classes);
    }

    private List<String> command(String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(flags);
        command.addAll(List.of(
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar + ":" + lib + "/*",
                main));
        return command;
    }

    private FileTime built() throws IOException {
        try (Stream<Path> needed = Files.list(lib)) {
            var times = new ArrayList<FileTime>();
            for (Path each : Stream.concat(Stream.of(jar), needed).toList()) {
                times.add(Files.getLastModifiedTime(each));
            }
            return times.stream().max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    /** Runs a command whose output goes to {@code log}; throws when it fails or takes too long. */
    static void runToEnd(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end, see " + log);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed, see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }
}
