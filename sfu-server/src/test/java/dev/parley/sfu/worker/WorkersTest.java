package dev.parley.sfu.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.net.Candidates;
import dev.parley.sfu.observer.AudioLevel;
import dev.parley.sfu.signaling.ManualControl;
import dev.parley.sfu.transport.TransportName;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that die and Workers that hang, with the test as the control thread and its clock. */
class WorkersTest {
    private static final long SECOND = 1_000_000_000L;

    private final ManualControl control = new ManualControl();
    private final List<WorkerProxy> dead = new ArrayList<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Workers workers = new Workers(2, settings(0, RoomSpread.BY_LOAD), control);

    static WorkerSettings settings(int firstPort, RoomSpread spread) {
        return new WorkerSettings(
                InetAddress.getLoopbackAddress(),
                firstPort,
                Optional.empty(),
                new Candidates(List.of("127.0.0.1"), true, true, true),
                DtlsCertificate.generate(Instant.EPOCH, new SecureRandom()),
                List.of(SrtpProfile.values()),
                SrtpCiphers.JDK,
                UdpSettings.USUAL,
                5,
                spread);
    }

    /** A room that listens to nothing. */
    static final class Nobody implements RouterProxy.Listener {
        @Override
        public void transportFailed(
                String transportId, dev.parley.sfu.transport.WebRtcTransport.FailureReason reason) {}

        @Override
        public void producerSilent(String producerId, boolean silent) {}

        @Override
        public void producerScore(String producerId, List<Integer> scores) {}

        @Override
        public void consumerLayersChanged(String consumerId, int spatialLayer, int temporalLayer) {}

        @Override
        public void consumerScore(String consumerId, int score) {}

        @Override
        public void producerLayersWanted(String producerId, int spatialLayer) {}

        @Override
        public void activeSpeaker(String producerId) {}

        @Override
        public void audioLevels(List<AudioLevel> levels) {}
    }

    @BeforeEach
    void start() {
        workers.start(dead::add);
    }

    @AfterEach
    void end() throws InterruptedException {
        hanging.countDown();
        CompletableFuture<Void> closing = workers.close();
        control.runUntil(closing::isDone);
    }

    private void hang(WorkerProxy worker) {
        worker.execute(() -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Waits until what was asked of the Worker before is answered. */
    private void awaitAnswers(WorkerProxy worker) throws InterruptedException {
        CompletableFuture<Boolean> last = worker.call(() -> true);
        control.runUntil(last::isDone);
    }

    private List<Integer> ports() {
        return workers.living().stream().map(WorkerProxy::port).toList();
    }

    @Test
    void anErrorInTheLoopEndsTheWorkerAndASuccessorTakesItsPort() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        WorkerProxy second = workers.living().getLast();
        List<Integer> before = ports();

        first.execute(() -> {
            throw new StackOverflowError("made by the test");
        });
        control.runUntil(() -> !dead.isEmpty());

        assertThat(dead).containsExactly(first);
        assertThat(first.dead()).isTrue();
        assertThat(workers.alive()).isEqualTo(2);
        assertThat(workers.living()).doesNotContain(first).contains(second);
        assertThat(ports()).isEqualTo(before);
        awaitAnswers(workers.living().getFirst());
        awaitAnswers(second);
    }

    /** As when there is no memory left for a log line. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new OutOfMemoryError("made by the test");
        }
    }

    @Test
    void aWorkerWhoseEndCannotBeLoggedGivesItsPortBackAllTheSame() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        List<Integer> before = ports();

        assertThatThrownBy(() -> first.kill(new Unspeakable())).isInstanceOf(OutOfMemoryError.class);
        control.runUntil(() -> !dead.isEmpty());

        assertThat(dead).containsExactly(first);
        assertThat(ports()).isEqualTo(before);
        awaitAnswers(workers.living().getFirst());
    }

    @Test
    void aWorkerDiesOnce() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        first.kill(new StackOverflowError("made by the test"));
        first.kill(new StackOverflowError("made by the test"));
        control.runUntil(() -> !dead.isEmpty());
        awaitAnswers(workers.living().getFirst());

        assertThat(dead).hasSize(1);
    }

    @Test
    void whatWasAskedOfAWorkerThatDiesFails() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        hang(first);
        CompletableFuture<Boolean> asked = first.call(() -> true);

        first.kill(new StackOverflowError("made by the test"));
        control.runUntil(asked::isDone);

        assertThatThrownBy(asked::join).hasCauseInstanceOf(WorkerDiedException.class);
        assertThatThrownBy(() -> first.call(() -> true).join()).hasCauseInstanceOf(WorkerDiedException.class);
    }

    @Test
    void anExceptionInWhatWasAskedEndsNothing() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        CompletableFuture<Boolean> asked = first.call(() -> {
            throw new IllegalArgumentException("made by the test");
        });
        control.runUntil(asked::isDone);

        assertThatThrownBy(asked::join).hasCauseInstanceOf(IllegalArgumentException.class);
        awaitAnswers(first);
        assertThat(dead).isEmpty();
    }

    @Test
    void aLoopThatHangsForTenSecondsIsReplacedWhileItStillHangs() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        WorkerProxy second = workers.living().getLast();
        List<Integer> before = ports();
        hang(first);

        for (long second0 = 0; second0 < 10; second0++) {
            workers.watch(second0 * SECOND);
            awaitAnswers(second);
            assertThat(workers.living()).contains(first);
        }
        workers.watch(10 * SECOND);
        control.runUntil(() -> !dead.isEmpty());

        assertThat(dead).containsExactly(first);
        assertThat(ports()).isEqualTo(before);
        awaitAnswers(workers.living().getFirst());
        assertThat(workers.living()).contains(second);
    }

    @Test
    void aLoopThatIsOnlySlowLives() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        for (long at = 0; at < 60; at += 9) {
            workers.watch(at * SECOND);
            awaitAnswers(first);
            awaitAnswers(workers.living().getLast());
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void aWorkerThatCannotBeReplacedIsCountedNoMoreAndTheOthersGoOn() throws Exception {
        WorkerProxy first = workers.living().getFirst();
        WorkerProxy second = workers.living().getLast();
        first.kill(new StackOverflowError("made by the test"));

        // The port is free at once: here somebody else is quicker than the successor.
        try (DatagramSocket quicker =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), first.port()))) {
            control.runUntil(() -> !dead.isEmpty());
            assertThat(quicker.isBound()).isTrue();
        }

        assertThat(workers.alive()).isEqualTo(1);
        assertThat(workers.leastLoaded()).isSameAs(second);
        awaitAnswers(second);
    }

    @Test
    void closingTwiceIsAnsweredTwiceAndWhatIsAskedLaterFails() throws InterruptedException {
        WorkerProxy first = workers.living().getFirst();
        CompletableFuture<Void> closing = workers.close();
        CompletableFuture<Void> again = workers.close();
        control.runUntil(() -> closing.isDone() && again.isDone());

        assertThat(workers.alive()).isZero();
        assertThatThrownBy(() -> first.call(() -> true).join()).hasCauseInstanceOf(WorkerDiedException.class);
        assertThat(workers.close()).isCompleted();
        assertThat(dead).isEmpty();
    }

    @Test
    void aPortThatIsTakenStartsNoneAndLeavesNothingToWaitFor() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Workers two = new Workers(2, settings(taken.getLocalPort() - 1, RoomSpread.BY_LOAD), control);
            assertThatThrownBy(() -> two.start(dead::add)).isInstanceOf(CompletionException.class);

            CompletableFuture<Void> closing = two.close();
            control.runUntil(closing::isDone);

            assertThat(two.alive()).isZero();
            assertThat(dead).isEmpty();
        }
    }

    @Test
    void roomsGoToTheWorkerWithTheFewest() {
        for (int i = 0; i < 10; i++) {
            workers.leastLoaded().createRouter(new Nobody());
        }

        assertThat(workers.living()).extracting(WorkerProxy::routers).containsExactly(5, 5);
    }

    @Test
    void onlyAWorkerWithSomebodyOnItWakesUpByItself() throws InterruptedException {
        WorkerProxy busy = workers.living().getFirst();
        WorkerProxy idle = workers.living().getLast();
        RouterProxy room = busy.createRouter(new Nobody());
        // A room that nobody has a transport in is nothing to wake up for.
        idle.createRouter(new Nobody());
        CompletableFuture<TransportDescription> made =
                room.createTransport(new TransportName("transport", "room", "peer"), List.of());
        control.runUntil(made::isDone);

        while (ticks(busy) < 10) {
            Thread.sleep(20);
        }

        assertThat(ticks(idle)).isZero();
        // It is alive all the same.
        workers.watch(0);
        awaitAnswers(idle);
        assertThat(workers.alive()).isEqualTo(2);
    }

    private long ticks(WorkerProxy worker) throws InterruptedException {
        CompletableFuture<WorkerFigures> figures = worker.figures();
        control.runUntil(figures::isDone);
        return figures.join().counts().lag().counts().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
