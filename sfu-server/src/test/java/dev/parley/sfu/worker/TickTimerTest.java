package dev.parley.sfu.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.stream.WorkerCounters;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A Worker ticks while there is anything on it. */
class TickTimerTest {
    private static final long MILLI = 1_000_000L;

    private final WorkerCounters counters = new WorkerCounters();
    private final TickTimer timer = new TickTimer(new VirtualLoop(), new Ticking(), counters);
    private Runnable task = () -> {};
    private FutureTask<Boolean> running = new FutureTask<>(() -> true);
    private int begun;
    private long nowNanos;
    private int wokenUp;
    private int ticks;
    private boolean needed;

    private final class VirtualLoop implements TickTimer.Loop {
        @Override
        public Future<?> every(Runnable each, int millis) {
            assertThat(millis).isEqualTo(20);
            begun++;
            task = each;
            running = new FutureTask<>(() -> true);
            return running;
        }

        @Override
        public long nowNanos() {
            return nowNanos;
        }
    }

    private final class Ticking implements TickTimer.Listener {
        @Override
        public void tick(long now) {
            ticks++;
        }

        @Override
        public boolean needsTicks() {
            return needed;
        }
    }

    private void pass(int millis) {
        for (int passed = 0; passed < millis; passed += 20) {
            nowNanos += 20 * MILLI;
            wakeUp();
        }
    }

    private void wakeUp() {
        if (begun > 0 && !running.isCancelled()) {
            wokenUp++;
            task.run();
        }
    }

    private void needed() {
        needed = true;
        timer.begin();
    }

    private long lagCount() {
        return counters.values().lag().counts().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void aWorkerOnWhichNobodyHasBeenDoesNotWakeUp() {
        pass(10_000);

        assertThat(wokenUp).isZero();
        assertThat(lagCount()).isZero();
    }

    @Test
    void whileItIsNeededItTicksFiftyTimesASecond() {
        needed();
        needed();
        pass(10_000);

        assertThat(begun).isEqualTo(1);
        assertThat(ticks).isEqualTo(500);
        assertThat(lagCount()).isEqualTo(500);
    }

    @Test
    void whenAllHaveGoneItTicksForTwoSecondsMore() {
        needed();
        pass(1_000);
        needed = false;
        pass(10_000);

        assertThat(wokenUp).isEqualTo(50 + 100);
        assertThat(ticks).isEqualTo(wokenUp);

        needed();
        pass(1_000);
        assertThat(ticks).isEqualTo(150 + 50);
    }

    @Test
    void whoComesBackInTimeIsTickedForWithoutABreak() {
        needed();
        pass(1_000);
        needed = false;
        pass(1_900);
        needed();
        pass(5_000);

        assertThat(begun).isEqualTo(1);
        assertThat(ticks).isEqualTo((1_000 + 1_900 + 5_000) / 20);
    }

    @Test
    void timeWithoutTicksIsNoLag() {
        needed();
        pass(1_000);
        needed = false;
        pass(60_000);
        needed();
        pass(1_000);

        assertThat(counters.values().lag().sumNanos()).isZero();
    }

    @Test
    void aTickThatIsLateIs() {
        needed();
        pass(1_000);
        nowNanos += 320 * MILLI;
        wakeUp();

        assertThat(counters.values().lag().sumNanos()).isEqualTo(300 * MILLI);
    }
}
