package dev.parley.sfu.bench;

import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.LoadTransport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Transports that all connect at the same moment, after the signaling is done: ICE check, DTLS handshake, keys. */
final class HandshakeBench {
    private static final int PEERS_PER_ROOM = 10;

    private final MeasuredServer server;
    private final LoadSettings settings;

    /**
     * One round.
     *
     * @param transports how many
     * @param seconds until the last was connected, the client's half of the work included
     * @param serverCpuSeconds what the server spent meanwhile, if that is known
     */
    record Round(int transports, double seconds, OptionalDouble serverCpuSeconds) {}

    HandshakeBench(MeasuredServer server, LoadSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /** Connects that many transports, two for each peer, and closes them again. */
    Round measure(String name, int transports) throws IOException {
        try (LoadClient client = new LoadClient(settings)) {
            List<LoadTransport> prepared = new ArrayList<>();
            for (int peer = 0; prepared.size() < transports; peer++) {
                LoadPeer joined = client.join(name + "-" + peer / PEERS_PER_ROOM);
                prepared.add(joined.prepare(TransportDirection.SEND));
                if (prepared.size() < transports) {
                    prepared.add(joined.prepare(TransportDirection.RECV));
                }
            }
            OptionalDouble before = cpu();
            long start = System.nanoTime();
            client.begin(prepared);
            client.awaitConnected(prepared);
            double seconds = (System.nanoTime() - start) / 1e9;
            OptionalDouble after = cpu();
            return new Round(
                    transports,
                    seconds,
                    before.isPresent() && after.isPresent()
                            ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
                            : OptionalDouble.empty());
        }
    }

    private OptionalDouble cpu() throws IOException {
        return server.usage().isPresent()
                ? OptionalDouble.of(server.usage().get().cpuSeconds())
                : OptionalDouble.empty();
    }
}
