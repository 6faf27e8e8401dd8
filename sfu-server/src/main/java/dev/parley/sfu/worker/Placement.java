package dev.parley.sfu.worker;

import dev.parley.sfu.configuration.RoomSpread;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;

/** Which Worker takes what is new: a pure function of what they have. */
final class Placement {
    /** Loads that differ by less are alike: then those with fewer rooms come first. */
    private static final double STEP = 0.1;

    /** Where all are loaded, rooms are not torn apart for less: each Worker more costs, too. */
    private static final double WORTH_CROSSING = 0.2;

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
     * @param ofRoom those that the room is on, its home first; all alive
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

    /**
     * At home as long as that is not loaded, then where the room is already, then wherever there is least to do, if that
     * is worth it.
     */
    private static WorkerProxy byLoad(WorkerProxy home, List<WorkerProxy> ofRoom, List<WorkerProxy> living) {
        if (!isLoaded(home)) {
            return home;
        }
        WorkerProxy near = leastLoaded(ofRoom);
        if (!isLoaded(near)) {
            return near;
        }
        WorkerProxy anywhere = leastLoaded(living);
        return near.load() - anywhere.load() > WORTH_CROSSING ? anywhere : near;
    }

    private static boolean isLoaded(WorkerProxy worker) {
        return worker.load() >= LoadEstimate.LOADED;
    }
}
