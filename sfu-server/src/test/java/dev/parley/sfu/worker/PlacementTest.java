package dev.parley.sfu.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.signaling.ManualControl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On which Workers a room is, with the test as the control thread. */
class PlacementTest {
    /** By what is expected of it a Worker with so many who receive is loaded. */
    private static final int LOADED = 125;

    private final ManualControl control = new ManualControl();
    private final List<Workers> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Workers workers : started) {
            CompletableFuture<Void> closing = workers.close();
            control.runUntil(closing::isDone);
        }
    }

    private Workers workers(int count, RoomSpread spread) {
        Workers workers = new Workers(count, WorkersTest.settings(0, spread), control);
        started.add(workers);
        workers.start(_ -> {});
        return workers;
    }

    private static RoomRouters room(Workers workers) {
        return new RoomRouters(workers, new WorkersTest.Nobody());
    }

    private static RouterProxy receiver(RoomRouters room) {
        RouterProxy router = room.forReceiver();
        router.receiverPlaced();
        return router;
    }

    private static List<Integer> receivers(Workers workers) {
        return workers.living().stream().map(WorkerProxy::receivers).toList();
    }

    private static List<Integer> routers(Workers workers) {
        return workers.living().stream().map(WorkerProxy::routers).toList();
    }

    @Test
    void smallRoomsStayInOnePiece() {
        Workers workers = workers(3, RoomSpread.BY_LOAD);
        for (int i = 0; i < 6; i++) {
            RoomRouters room = room(workers);
            for (int peer = 0; peer < 10; peer++) {
                assertThat(receiver(room)).isSameAs(room.home());
            }
        }

        assertThat(receivers(workers)).containsExactly(20, 20, 20);
        assertThat(routers(workers)).containsExactly(2, 2, 2);
    }

    @Test
    void aLargeRoomTakesOneWorkerAfterTheOtherAndThenAllAlike() {
        Workers workers = workers(4, RoomSpread.BY_LOAD);
        RoomRouters room = room(workers);
        for (int i = 0; i < LOADED; i++) {
            assertThat(receiver(room)).isSameAs(room.home());
        }
        assertThat(receiver(room)).isNotSameAs(room.home());
        for (int i = 0; i < LOADED / 2; i++) {
            receiver(room);
        }
        assertThat(routers(workers))
                .as("it takes no third before the second is loaded")
                .containsExactly(1, 1, 0, 0);

        for (int i = LOADED + 1 + LOADED / 2; i < 1_000; i++) {
            receiver(room);
        }

        assertThat(routers(workers)).containsExactly(1, 1, 1, 1);
        assertThat(receivers(workers)).allSatisfy(each -> assertThat(each).isBetween(225, 275));
        assertThat(receivers(workers).stream().mapToInt(each -> each).sum()).isEqualTo(1_000);
    }

    @Test
    void whereAllAreLoadedSmallRoomsStayInOnePiece() {
        Workers workers = workers(2, RoomSpread.BY_LOAD);
        List<RoomRouters> rooms = Stream.generate(() -> room(workers)).limit(2).toList();
        for (int i = 0; i < LOADED; i++) {
            rooms.forEach(PlacementTest::receiver);
        }
        RoomRouters small = room(workers);
        for (int peer = 0; peer < 10; peer++) {
            assertThat(receiver(small)).isSameAs(small.home());
        }
    }

    @Test
    void aRoomBeginsWhereThereIsLeastToDo() {
        Workers workers = workers(2, RoomSpread.BY_LOAD);
        RoomRouters large = room(workers);
        Stream.generate(() -> receiver(large))
                .limit(100)
                .forEach(each -> assertThat(each).isSameAs(large.home()));

        for (int i = 0; i < 3; i++) {
            assertThat(room(workers).home().worker()).isNotSameAs(large.home().worker());
        }
    }

    @Test
    void whoseRoomHasEndedIsCountedNoMore() throws InterruptedException {
        Workers workers = workers(2, RoomSpread.BY_LOAD);
        RoomRouters room = room(workers);
        List<RouterProxy> placed =
                Stream.generate(() -> receiver(room)).limit(200).toList();
        placed.getFirst().receiverGone();
        placed.getLast().receiverGone();
        assertThat(receivers(workers)).containsExactly(124, 74);

        room.close();
        placed.get(1).receiverGone();

        assertThat(receivers(workers)).containsExactly(0, 0);
        assertThat(routers(workers)).containsExactly(0, 0);
    }

    @Test
    void whereItIsTurnedOffARoomStaysAtHome() {
        Workers workers = workers(2, RoomSpread.NEVER);
        RoomRouters room = room(workers);
        for (int i = 0; i < 2 * LOADED; i++) {
            assertThat(receiver(room)).isSameAs(room.home());
        }
    }

    @Test
    void whereItIsForcedEachIsOnTheNext() {
        Workers workers = workers(2, RoomSpread.ALWAYS);
        RoomRouters room = room(workers);
        List<RouterProxy> placed =
                Stream.generate(() -> receiver(room)).limit(4).toList();

        assertThat(placed.get(0)).isSameAs(placed.get(2)).isNotSameAs(placed.get(1));
        assertThat(placed.get(1)).isSameAs(placed.get(3));
    }

    @Test
    void aWorkerThatHasEndedIsNotUsedAnyMoreAndItsSuccessorIs() throws InterruptedException {
        Workers workers = workers(2, RoomSpread.ALWAYS);
        RoomRouters room = room(workers);
        RouterProxy first = receiver(room);
        RouterProxy second = receiver(room);
        RouterProxy away = first == room.home() ? second : first;
        away.worker().kill(new StackOverflowError("made by the test"));
        control.runUntil(() -> away.worker().dead());
        room.lost(away.worker());

        RouterProxy again = receiver(room);

        assertThat(again).isNotSameAs(away);
        assertThat(again.worker().dead()).isFalse();
        assertThat(again.worker().port()).isEqualTo(away.worker().port());
    }
}
