package dev.parley.sfu.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;

/** Waiting for a condition, in the test's own thread (a page belongs to it), patiently: the machine may be busy. */
final class Waits {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Waits() {}

    /** Returns when {@code condition} holds; fails with {@code what} when it does not come to hold. */
    static void until(String what, Callable<Boolean> condition) {
        await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .atMost(PATIENCE)
                .until(condition);
    }

    /** Returns when {@code assertion} passes; fails with its last failure when it does not come to. */
    static void untilAsserted(String what, ThrowingRunnable assertion) {
        await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .atMost(PATIENCE)
                .untilAsserted(assertion);
    }
}
