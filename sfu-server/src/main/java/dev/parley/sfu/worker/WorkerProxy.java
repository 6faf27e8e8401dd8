package dev.parley.sfu.worker;

import dev.parley.sfu.router.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door to a Worker for the control thread, on which alone it is used and on which every answer comes.
 */
public final class WorkerProxy {
    /** A Worker whose loop has not come round for this long hangs. */
    static final long HANGING_NANOS = 10_000_000_000L;

    private final Worker worker;
    private final Executor control;
    private final Map<Long, CompletableFuture<?>> open = new HashMap<>();
    private long calls;
    private boolean dead;
    private @Nullable CompletableFuture<Boolean> closing;
    private final LoadEstimate load = new LoadEstimate();
    private int routers;
    private boolean pinged;
    private long pingedNanos;

    WorkerProxy(Worker worker, Executor control) {
        this.worker = worker;
        this.control = control;
    }

    /** Runs {@code task} on the Worker's thread; the answer, or what it threw, comes back on the control thread. */
    <T> CompletableFuture<T> call(Supplier<T> task) {
        if (dead) {
            return CompletableFuture.failedFuture(new WorkerDiedException(worker.name()));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        long number = calls++;
        open.put(number, answer);
        worker.execute(() -> {
            try {
                T result = task.get();
                control.execute(() -> finish(number, () -> answer.complete(result)));
            } catch (RuntimeException e) {
                control.execute(() -> finish(number, () -> answer.completeExceptionally(e)));
            }
        });
        return answer;
    }

    /** An answer that comes after its Worker's death was given already. */
    private void finish(long number, Runnable complete) {
        if (open.remove(number) != null) {
            complete.run();
        }
    }

    /** A new router on this Worker. */
    public RouterProxy createRouter(RouterProxy.Listener listener) {
        routers++;
        Router router = new Router(new RouterNews(control, listener), worker.readBurst(), worker.loudestVoices());
        worker.execute(() -> worker.adopt(router));
        return new RouterProxy(this, worker, router, control, listener);
    }

    void routerClosed() {
        routers--;
    }

    /** The number of routers on it. */
    int routers() {
        return routers;
    }

    /** Whether the Worker has ended. */
    public boolean dead() {
        return dead;
    }

    /** The number of its ports. */
    public int port() {
        return worker.port();
    }

    /** Asks for a sign of life, unless one is still awaited; false when that has been for too long. */
    boolean ping(long nowNanos) {
        if (pinged) {
            return nowNanos - pingedNanos < HANGING_NANOS;
        }
        pinged = true;
        pingedNanos = nowNanos;
        worker.execute(worker::keepHouse);
        var _ = call(worker::load).thenAccept(now -> {
            pinged = false;
            load.seen(now);
        });
        return true;
    }

    /** How much of a core it takes, as far as that is known; by which rooms, and those who receive, are placed. */
    double load() {
        return load.value();
    }

    /** How many transports that receive are placed on it. */
    int receivers() {
        return load.receivers();
    }

    /** A transport that receives is placed on it, or is gone. */
    void receivers(int more) {
        load.receivers(more);
    }

    /** Another Worker has ended: nothing is sent there any more. */
    void forget(WorkerProxy other) {
        worker.execute(() -> worker.forgetPipeTo(other.worker));
    }

    /** What the Worker has at this time. */
    CompletableFuture<Worker.Inventory> inventory() {
        return call(worker::inventory);
    }

    /** What the Worker has and has counted, as soon as its loop comes round. */
    public CompletableFuture<WorkerFigures> figures() {
        return call(worker::figures);
    }

    /** Ends the Worker at once because of {@code cause}. */
    public void kill(Throwable cause) {
        worker.die(cause);
    }

    /** Runs {@code task} on the Worker's thread. What it throws ends the Worker, as anything of its own would. */
    public void execute(Runnable task) {
        worker.execute(task);
    }

    /** The Worker has ended: everything asked of it fails. */
    void died() {
        dead = true;
        List<CompletableFuture<?>> unanswered = List.copyOf(open.values());
        open.clear();
        unanswered.forEach(answer -> answer.completeExceptionally(new WorkerDiedException(worker.name())));
    }

    /** Says goodbye to all clients and ends the Worker. What is asked of it later, or was meanwhile, fails. */
    CompletableFuture<Boolean> close() {
        if (closing == null) {
            closing = call(() -> {
                worker.close();
                return true;
            });
            var _ = closing.thenAccept(_ -> died());
        }
        return closing;
    }
}
