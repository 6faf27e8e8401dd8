package dev.parley.sfu.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process whose output goes to a file, and one line of which is waited for: the one that says it serves. */
final class WatchedProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> awaited = new CompletableFuture<>();

    private WatchedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code command}; {@code awaited} has one group, the answer of {@link #awaitLine}. */
    static WatchedProcess start(List<String> command, Path log, Pattern awaited) {
        try {
            Files.createDirectories(log.getParent());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var watched = new WatchedProcess(process, log);
            Thread.ofPlatform().name("output of " + log.getFileName()).daemon().start(() -> watched.drain(awaited));
            return watched;
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + command.getFirst(), e);
        }
    }

    private void drain(Pattern pattern) {
        try (BufferedReader lines = process.inputReader();
                Writer file = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line + System.lineSeparator());
                file.flush();
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    awaited.complete(matcher.group(1));
                }
            }
            awaited.completeExceptionally(new IllegalStateException("the process ended without saying it serves"));
        } catch (IOException e) {
            awaited.completeExceptionally(e);
        }
    }

    String awaitLine(Duration limit) {
        try {
            return awaited.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IllegalStateException("no sign of life within " + limit + "; its output:\n" + output(), e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process to serve", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no output: " + e + ")";
        }
    }

    /** Asks the process to end (SIGTERM) and gives its exit code; kills it after {@code limit}. */
    int stop(Duration limit) {
        process.destroy();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new IllegalStateException("did not end within " + limit + " of SIGTERM:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was ending", e);
        }
    }

    /** Ends the process and its children without asking. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
