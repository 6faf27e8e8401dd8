package dev.parley.sfu.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All Workers of the server. One that ends by itself is replaced by a new one on the same port.
 *
 * <p>Thread: the control thread, but for {@link #start}.
 */
public final class Workers {
    /** What befalls Workers; told on the control thread. */
    public interface Listener {
        /** A Worker has ended by itself, and everything on it is gone. Its successor runs already, if one can. */
        void workerDied(WorkerProxy worker);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final WorkerSettings settings;
    private final int count;
    private final Executor control;
    /** By index, so in the order of the ports. */
    private final List<WorkerProxy> proxies = new ArrayList<>();

    private Listener listener = worker -> {};

    /**
     * @param count how many, 1 or more
     * @param control runs tasks on the control thread
     */
    public Workers(int count, WorkerSettings settings, Executor control) {
        this.count = count;
        this.settings = settings;
        this.control = control;
    }

    /**
     * Starts all; on any thread but a Worker's.
     *
     * @throws CompletionException with the cause when a port cannot be bound; none is left running
     */
    public void start(Listener listener) {
        this.listener = listener;
        try {
            for (int i = 0; i < count; i++) {
                proxies.add(launch(i, settings.firstPort() == 0 ? 0 : settings.firstPort() + i));
            }
        } catch (RuntimeException e) {
            CompletableFuture<Void> _ = close();
            throw e;
        }
    }

    private WorkerProxy launch(int index, int port) {
        Worker worker =
                Worker.start("worker-" + index, port, settings, (ended, cause) -> control.execute(() -> died(index)));
        return new WorkerProxy(worker, control);
    }

    private void died(int index) {
        WorkerProxy ended = proxies.get(index);
        ended.died();
        try {
            WorkerProxy successor = launch(index, ended.port());
            proxies.set(index, successor);
            LOG.atWarn().addKeyValue("worker", "worker-" + index).log("it was replaced on port {}", successor.port());
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("worker", "worker-" + index)
                    .setCause(e)
                    .log("it could not be replaced; the others go on");
        }
        living().forEach(other -> other.forget(ended));
        listener.workerDied(ended);
    }

    /** To be called every second or so: a Worker whose loop hangs is ended. */
    public void watch(long nowNanos) {
        for (WorkerProxy proxy : living()) {
            if (!proxy.ping(nowNanos)) {
                proxy.kill(new IllegalStateException("the loop has not come round for 10 s"));
            }
        }
    }

    /**
     * The living Worker with the least load, on which a room begins.
     *
     * @throws NoSuchElementException when none is left
     */
    public WorkerProxy leastLoaded() {
        return Placement.leastLoaded(living());
    }

    /**
     * The Worker for a transport that receives.
     *
     * @param ofRoom the Workers its room is on, its home first
     */
    WorkerProxy forReceiver(List<WorkerProxy> ofRoom) {
        return Placement.forReceiver(settings.roomSpread(), ofRoom, living());
    }

    /** How many are alive. */
    public int alive() {
        return living().size();
    }

    /** The living ones. */
    public List<WorkerProxy> living() {
        return proxies.stream().filter(proxy -> !proxy.dead()).toList();
    }

    /** Says goodbye to all clients and ends all Workers. */
    public CompletableFuture<Void> close() {
        CompletableFuture<?>[] closing =
                living().stream().map(WorkerProxy::close).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(closing);
    }
}
