package dev.parley.sfu.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server that is measured: one of our own making, in a process of its own, or one that runs already. */
final class MeasuredServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("^ready (http://\\S+)");
    /** It is ready within 2 s, but not on a machine that does other things. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    /** What a JVM was given for a debugger or for coverage is not for the one that is measured. */
    private static final List<String> NOT_HANDED_ON = List.of("-agentlib", "-agentpath", "-javaagent", "-Xrun", "-D");

    private final URI root;
    private final Optional<ProcessHandle> handle;
    private final @Nullable Process started;

    private MeasuredServer(URI root, Optional<ProcessHandle> handle, @Nullable Process started) {
        this.root = root;
        this.handle = handle;
        this.started = started;
    }

    /** A server that runs already; without a process only what the client sees can be measured. */
    static MeasuredServer running(URI root, Optional<ProcessHandle> process) {
        return new MeasuredServer(root, process, null);
    }

    /**
     * Starts the server with the Java, the flags and the class path of this process, on free ports of this machine, and
     * returns when it says that it is ready.
     *
     * @param main the class whose {@code run} command serves
     */
    static MeasuredServer start(Class<?> main, List<String> options) throws IOException {
        return start(main, List.of(), options);
    }

    /**
     * The same with more flags.
     *
     * @param flags of the virtual machine
     */
    static MeasuredServer start(Class<?> main, List<String> flags, List<String> options) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(main, flags, options)).redirectError(ProcessBuilder.Redirect.INHERIT);
        // What is measured is the default configuration, whatever the caller's environment says.
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end of the measured server"));
        try {
            String address = awaitReady(process);
            return new MeasuredServer(URI.create(address), Optional.of(process.toHandle()), process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(Class<?> main, List<String> flags, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (NOT_HANDED_ON.stream().noneMatch(flag::startsWith)) {
                command.add(flag);
            }
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), "run"));
        command.addAll(List.of("--http-host", "127.0.0.1", "--http-port", "0"));
        command.addAll(List.of("--rtc-host", "127.0.0.1", "--rtc-port", "0", "--announce", "127.0.0.1"));
        command.addAll(options);
        return command;
    }

    private static String awaitReady(Process process) throws IOException {
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread.ofPlatform().name("output of the measured server").daemon().start(() -> read(process, ready));
        try {
            return ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the server was not ready within " + START_LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the server did not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server started", e);
        }
    }

    /** Reads to the end, so that the server never waits for room in the pipe. */
    private static void read(Process process, CompletableFuture<String> ready) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher.group(1));
                }
            });
        } catch (IOException | UncheckedIOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended without saying that it is ready"));
    }

    /** Where its pages and signaling are. */
    URI root() {
        return root;
    }

    /** What it uses; empty when its process is not known. */
    Optional<ProcessUsage> usage() {
        return handle.map(ProcessUsage::new);
    }

    /** Ends it as an operator does, if it is of our own making. */
    @Override
    public void close() {
        Process process = started;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
