package dev.parley.sfu.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Closes the server when the process is asked to end (SIGTERM, SIGINT), and makes that a success. */
final class Termination {
    /** Longer than any part of closing may take; a supervisor's patience (systemd 90 s, Docker 10 s) begins earlier. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final PrintWriter err;
    private ServerLauncher.@Nullable Running server;

    Termination(PrintWriter err) {
        this.err = err;
    }

    /** From now on: the process ends with 0 when it is told to, after closing this server. */
    synchronized void closes(ServerLauncher.Running running) {
        server = running;
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
    }

    private void run() {
        Thread closing = new Thread(this::close, "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            if (!closing.join(LIMIT)) {
                err.println("parley: some session did not end within " + LIMIT.toSeconds() + " s");
                err.flush();
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
