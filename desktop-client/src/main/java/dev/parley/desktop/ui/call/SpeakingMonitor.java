package dev.parley.desktop.ui.call;

import java.util.HashMap;
import java.util.Map;

/** Who is speaking, from levels that are looked at now and then. */
final class SpeakingMonitor {
    private static final long HOLD_NANOS = 700_000_000; // a ring that goes out between two words is restless
    private static final double SPEAKING_LEVEL = 0.02; // linear, about -34 dBov

    private final Map<String, Long> heardAt = new HashMap<>();

    /** Whether somebody counts as speaking, given how loud they are at this moment. */
    boolean speaking(String peerId, double level, long nowNanos) {
        if (level >= SPEAKING_LEVEL) {
            heardAt.put(peerId, nowNanos);
            return true;
        }
        Long heard = heardAt.get(peerId);
        if (heard == null) {
            return false;
        }
        if (nowNanos - heard > HOLD_NANOS) {
            heardAt.remove(peerId);
            return false;
        }
        return true;
    }

    void forget(String peerId) {
        heardAt.remove(peerId);
    }
}
