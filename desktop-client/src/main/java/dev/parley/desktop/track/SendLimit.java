package dev.parley.desktop.track;

import java.util.List;

/** What keeps the pictures that are sent from being better. */
public enum SendLimit {
    /** They are as good as they get, or as anybody watches. */
    NOTHING,
    /** What the line carries, or is allowed to. */
    LINE,
    /** This machine does not keep up with more. */
    MACHINE;

    /**
     * What limits these steps.
     *
     * @param steps what is coded in each size, the smallest first
     * @param bitsPerSecond what they may take together
     * @param wanted the highest size that somebody watches
     * @param heldBack whether the machine did not keep up with more
     */
    static SendLimit of(List<Ladder.Step> steps, long bitsPerSecond, int wanted, boolean heldBack) {
        if (heldBack) {
            return MACHINE;
        }
        long used = steps.stream().mapToLong(Ladder.Step::bitsPerSecond).sum();
        long sent = steps.stream().filter(step -> step.bitsPerSecond() > 0).count();
        boolean fewer = sent <= Math.min(wanted, steps.size() - 1);
        return fewer || used >= bitsPerSecond ? LINE : NOTHING;
    }
}
