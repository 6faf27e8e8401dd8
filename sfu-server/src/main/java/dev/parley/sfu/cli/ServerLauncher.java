package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.util.List;

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

        /** Ends every session and frees every port. */
        @Override
        void close();
    }
}
