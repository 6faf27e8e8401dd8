package dev.parley.sfu.metrics;

import dev.parley.sfu.worker.WorkerFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How the server is at some time.
 *
 * @param aliveWorkers how many can serve
 * @param workers of those that answered in time
 * @param draining whether nobody is let in any more
 * @param refusedTokens how often somebody was kept out, by the reason; empty without tokens
 * @param refusedArrivals how often an address came too often, by what it wanted
 * @param certificateEnd when the certificate that clients are shown ends; empty without TLS
 * @param certificateFailures how often in a row no new certificate could be had when one was due
 */
public record ServerFigures(
        int rooms,
        int peers,
        int aliveWorkers,
        List<WorkerFigures> workers,
        boolean draining,
        Map<String, Long> refusedTokens,
        Map<String, Long> refusedArrivals,
        Optional<Instant> certificateEnd,
        int certificateFailures) {
    /** Copies the collections. */
    public ServerFigures {
        workers = List.copyOf(workers);
        refusedTokens = Map.copyOf(refusedTokens);
        refusedArrivals = Map.copyOf(refusedArrivals);
    }

    /** Whom to ask. */
    public interface Source {
        /** The figures of now, soon. Thread: any. */
        CompletableFuture<ServerFigures> figures();
    }
}
