package dev.parley.sfu.worker;

import dev.parley.sfu.configuration.RoomSpread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;

/** Which Worker takes what is new: a pure function of what they have. */
final class Placement {
    /** Loads that differ by less are alike: then those with fewer rooms come first. */
    private static final double STEP = 0.1;

    private static final Comparator<WorkerProxy> BY_LOAD =
            Comparator.comparingInt(Placement::steps).thenComparingInt(WorkerProxy::routers);

    private Placement() {}

    private static int steps(WorkerProxy worker) {
        return (int) (worker.load() / STEP);
    }

    /**
     * The one with the least load.
     *
     * @throws NoSuchElementException when there is none
     */
    static WorkerProxy leastLoaded(List<WorkerProxy> living) {
        return living.stream().min(BY_LOAD).orElseThrow();
    }

    /**
     * The one for a transport that receives in a room.
     *
     * @param ofRoom those that the room is on, its home first
     */
    static WorkerProxy forReceiver(RoomSpread spread, List<WorkerProxy> ofRoom, List<WorkerProxy> living) {
        WorkerProxy home = ofRoom.getFirst();
        return switch (spread) {
            case NEVER -> home;
            case ALWAYS -> fewestReceivers(living);
            case BY_LOAD -> byLoad(home, ofRoom, living);
        };
    }

    private static WorkerProxy fewestReceivers(List<WorkerProxy> living) {
        return living.stream()
                .min(Comparator.comparingInt(WorkerProxy::receivers))
                .orElseThrow();
    }

    /** At home as long as that is not loaded, then where the room is already, then wherever there is least to do. */
    private static WorkerProxy byLoad(WorkerProxy home, List<WorkerProxy> ofRoom, List<WorkerProxy> living) {
        if (!isLoaded(home)) {
            return home;
        }
        List<WorkerProxy> free = new ArrayList<>(ofRoom);
        free.retainAll(living);
        free.removeIf(Placement::isLoaded);
        return leastLoaded(free.isEmpty() ? living : free);
    }

    private static boolean isLoaded(WorkerProxy worker) {
        return worker.load() >= LoadEstimate.LOADED;
    }
}
