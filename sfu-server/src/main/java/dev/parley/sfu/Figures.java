package dev.parley.sfu;

import dev.parley.sfu.access.TokenDoor;
import dev.parley.sfu.access.TokenProblem;
import dev.parley.sfu.http.SourceLimit;
import dev.parley.sfu.metrics.ServerFigures;
import dev.parley.sfu.room.Rooms;
import dev.parley.sfu.tls.CertificateTrouble;
import dev.parley.sfu.tls.ServerIdentity;
import dev.parley.sfu.worker.WorkerFigures;
import dev.parley.sfu.worker.WorkerProxy;
import dev.parley.sfu.worker.Workers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks each part of the server for its figures, on the thread that the part belongs to. Thread: any. */
final class Figures implements ServerFigures.Source {
    /** A Worker that does not answer within this time is left out: one that hangs must not hide the others. */
    private static final long PATIENCE_SECONDS = 2;

    private final Executor control;
    private final Workers workers;
    private final Rooms rooms;
    private final Doors doors;
    private final SourceLimit joins;
    private final Optional<TokenDoor> tokens;

    Figures(
            Executor control,
            Workers workers,
            Rooms rooms,
            Doors doors,
            SourceLimit joins,
            Optional<TokenDoor> tokens) {
        this.control = control;
        this.workers = workers;
        this.rooms = rooms;
        this.doors = doors;
        this.joins = joins;
        this.tokens = tokens;
    }

    @Override
    public CompletableFuture<ServerFigures> figures() {
        return CompletableFuture.supplyAsync(this::askWorkers, control)
                .thenCompose(asked -> CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                        .thenApplyAsync(_ -> figures(asked), control));
    }

    private List<CompletableFuture<Optional<WorkerFigures>>> askWorkers() {
        return workers.living().stream().map(Figures::ask).toList();
    }

    private static CompletableFuture<Optional<WorkerFigures>> ask(WorkerProxy worker) {
        return worker.figures()
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> Optional.empty()); // it has died meanwhile
    }

    private ServerFigures figures(List<CompletableFuture<Optional<WorkerFigures>>> asked) {
        return new ServerFigures(
                rooms.count(),
                rooms.peers(),
                workers.alive(),
                asked.stream().flatMap(each -> each.join().stream()).toList(),
                rooms.isDraining(),
                refusedTokens(),
                Map.of("joins", joins.refused(), "websockets", doors.refusedArrivals()),
                doors.certificate().map(ServerIdentity::notAfter),
                doors.certificateTrouble().map(CertificateTrouble::failures).orElse(0));
    }

    private Map<String, Long> refusedTokens() {
        Map<String, Long> refused = new HashMap<>();
        tokens.ifPresent(door -> {
            for (TokenProblem problem : TokenProblem.values()) {
                refused.put(problem.word(), door.refused(problem));
            }
        });
        return refused;
    }
}
