package dev.parley.sfu.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when it is asked to (SIGTERM, SIGINT), and makes that a success: lets people leave first, if there is
 * time for that, closes the server, and exits. A second signal does not wait for people.
 */
final class Termination {
    /** Longer than any part of closing may take; a supervisor's patience (systemd 30 s, Docker 10 s) begins earlier. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private final PrintWriter err;
    private final Duration drain;
    private final ServiceManager manager;
    private final AtomicBoolean asked = new AtomicBoolean();
    private ServerLauncher.@Nullable Running server;

    /**
     * @param drain how long to wait for people to leave
     */
    Termination(PrintWriter err, Duration drain, ServiceManager manager) {
        this.err = err;
        this.drain = drain;
        this.manager = manager;
    }

    /** From now on: the process ends with 0 when it is told to, after closing this server. */
    synchronized void closes(ServerLauncher.Running running) {
        server = running;
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAndHalt, "shutdown"));
        if (!drain.isZero()) {
            // Without them the virtual machine runs the hook.
            SIGNALS.forEach(signal -> Signals.handle(signal, () -> asked(running)));
        }
    }

    private void asked(ServerLauncher.Running running) {
        if (asked.compareAndSet(false, true)) {
            Thread.ofPlatform().name("draining").daemon().start(() -> drainAndExit(running));
        } else {
            exit();
        }
    }

    private void drainAndExit(ServerLauncher.Running running) {
        CompletableFuture<Void> empty = running.drain(drain);
        say("stops when everybody has left, within " + drain.toSeconds() + " s; a second signal stops it at once");
        try {
            manager.stopping(drain.plus(LIMIT));
        } catch (IOException e) { // it may be cut short then
            say(String.valueOf(e.getMessage()));
        }
        try {
            empty.get(drain.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            say("some have not left");
        } catch (ExecutionException e) {
            say("people could not be asked to leave: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exit();
    }

    /** The shutdown hook does the rest. */
    private static void exit() {
        Runtime.getRuntime().exit(ExitCode.OK);
    }

    private void say(String sentence) {
        err.println("parley: " + sentence);
        err.flush();
    }

    private void closeAndHalt() {
        Thread closing = new Thread(this::close, "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            if (!closing.join(LIMIT)) {
                say("some session did not end within " + LIMIT.toSeconds() + " s");
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The JVM would report the signal (143): here being told to stop is a success.
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private synchronized void close() {
        if (server != null) {
            server.close();
        }
    }
}
