package dev.parley.sfu.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The routers of one room: that of its home, on which all its producers are, and one on each other Worker on which
 * somebody receives.
 *
 * <p>Thread: the control thread.
 */
public final class RoomRouters {
    private final Workers workers;
    private final RouterProxy.Listener listener;
    private final RouterProxy home;
    /** Where somebody receives or did, the home first. */
    private final List<RouterProxy> routers = new ArrayList<>();

    /**
     * A router on the Worker with the least load.
     *
     * @throws NoSuchElementException when no Worker is left
     */
    public RoomRouters(Workers workers, RouterProxy.Listener listener) {
        this.workers = workers;
        this.listener = listener;
        this.home = workers.leastLoaded().createRouter(listener);
        routers.add(home);
    }

    /** The one for those who send. */
    public RouterProxy home() {
        return home;
    }

    /** The one for somebody more who receives. */
    public RouterProxy forReceiver() {
        WorkerProxy worker =
                workers.forReceiver(routers.stream().map(RouterProxy::worker).toList());
        for (RouterProxy router : routers) {
            if (router.worker() == worker) {
                return router;
            }
        }
        RouterProxy added = worker.createRouter(listener);
        routers.add(added);
        return added;
    }

    /** A Worker has ended, which is not that of the home. */
    public void lost(WorkerProxy ended) {
        routers.removeIf(router -> router.worker() == ended);
    }

    /** Ends everything. */
    public void close() {
        for (RouterProxy router : routers) {
            var _ = router.close();
        }
    }
}
