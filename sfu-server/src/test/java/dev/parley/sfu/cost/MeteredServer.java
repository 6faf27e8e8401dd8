package dev.parley.sfu.cost;

import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

/** A server of one Worker, whose classes are those of the loader that loaded this one; known outside as what it implements. */
public final class MeteredServer implements IntSupplier, AutoCloseable {
    private final ParleyServer server;

    /** Starts it. */
    public MeteredServer(Path data, boolean openSsl) throws IOException {
        server = new ParleyServer(ServerConfiguration.builder()
                .httpHost("127.0.0.1")
                .httpPort(0)
                .rtcHost("127.0.0.1")
                .rtcPort(0)
                .workers(1)
                .announce(List.of("127.0.0.1"))
                .dataDir(data)
                .srtpOpenSsl(openSsl)
                .build());
        server.start();
    }

    /** The port of its pages. */
    @Override
    public int getAsInt() {
        return server.httpPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
