package dev.parley.sfu.observer;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who of a room speaks: the one to be shown. Whoever was it stays it through pauses, until somebody else speaks while it is
 * silent, and has spoken more in the last second (Volfin and Cohen, section II-D).
 */
public final class ActiveSpeakerObserver {
    /** How often it makes sense to {@link #evaluate}. */
    public static final long INTERVAL_NANOS = 300_000_000L;

    /** How much more activity the next one must have than the one now, as logarithms, over each length of time. */
    private static final double IMMEDIATE_LEAD = 3;

    private static final double MEDIUM_LEAD = 2;
    private static final double LONG_LEAD = 0;

    /** A cough or a yes is shorter than this many tenths of a second, also where everybody was silent before. */
    private static final int NO_COUGH = 4;

    private @Nullable Voice active;

    /** Looks again at all voices of the room; whether it is somebody else now. */
    public boolean evaluate(Collection<Voice> voices, long nowNanos) {
        voices.forEach(voice -> voice.activity().evaluate(nowNanos));
        Voice now = active;
        Voice best = null;
        double bestLead = MEDIUM_LEAD;
        for (Voice other : voices) {
            double medium = lead(
                    other.activity().medium(),
                    now == null ? SpeechActivity.LEAST : now.activity().medium());
            if (other != now && medium > bestLead && leads(other, now)) {
                bestLead = medium;
                best = other;
            }
        }
        if (best == null) {
            return false;
        }
        active = best;
        return true;
    }

    private static boolean leads(Voice other, @Nullable Voice now) {
        SpeechActivity theirs = other.activity();
        double immediate = now == null ? SpeechActivity.LEAST : now.activity().immediate();
        double longTime = now == null ? SpeechActivity.LEAST : now.activity().longTime();
        return theirs.tenthsSpoken() >= NO_COUGH
                && lead(theirs.immediate(), immediate) > IMMEDIATE_LEAD
                && lead(theirs.longTime(), longTime) > LONG_LEAD;
    }

    private static double lead(double theirs, double ours) {
        return Math.log(theirs / ours);
    }

    /** The voice is no more. */
    public void remove(Voice voice) {
        if (voice.equals(active)) {
            active = null;
        }
    }

    /** Whoever speaks, or spoke last; empty as long as nobody has. */
    public Optional<Voice> active() {
        return Optional.ofNullable(active);
    }
}
