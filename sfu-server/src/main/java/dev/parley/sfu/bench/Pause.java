package dev.parley.sfu.bench;

import java.io.IOException;
import java.time.Duration;

/** The time for which something is measured: waiting is what a measurement does. */
final class Pause {
    private Pause() {}

    /** Waits. */
    static void of(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the measurement was interrupted", e);
        }
    }
}
