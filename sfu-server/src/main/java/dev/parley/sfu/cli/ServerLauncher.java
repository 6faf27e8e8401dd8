package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts a server: the door from the command line to everything else. */
public interface ServerLauncher {
    /**
     * Returns when the server serves.
     *
     * @throws IOException when a port cannot be had; its message is one line for the operator
     */
    Running launch(ServerConfiguration configuration) throws IOException;

    /** A server that serves. */
    interface Running extends AutoCloseable {
        /** The real port of pages and signaling, also when a free one was asked for. */
        int httpPort();

        /** What the operator should know, a line each. */
        List<String> notes();

        /**
         * Lets nobody in any more and tells everybody inside that the server is about to stop; calls go on.
         *
         * @param atMost the time until {@link #close} at the latest, in whole seconds
         * @return completes when nobody is inside
         */
        CompletableFuture<Void> drain(Duration atMost);

        /** Ends every session and frees every port. */
        @Override
        void close();
    }
}
