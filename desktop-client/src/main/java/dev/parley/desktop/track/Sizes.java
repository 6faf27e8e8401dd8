package dev.parley.desktop.track;

import java.util.List;

/** In which sizes pictures are coded. Not thread-safe. All times are passed in. */
interface Sizes {
    /**
     * What to encode in each size, the smallest first; those that are not to be sent have a rate of 0.
     *
     * @param bitsPerSecond for all of them together
     * @param wanted the highest that somebody watches
     * @param width of the source, in pixels, even
     * @param height likewise
     */
    List<Ladder.Step> steps(long bitsPerSecond, int wanted, int width, int height, long nowNanos);

    /** The encoders do not keep up: what is sent at present is too much for this machine. */
    void tooLarge();

    /** The encoders have time to spare: one step more may be tried again. */
    void timeToSpare();

    /** Whether this machine did not keep up with more lately. */
    boolean heldBack();

    /** The one size that a ladder says. */
    record One(Ladder ladder) implements Sizes {
        @Override
        public List<Ladder.Step> steps(long bitsPerSecond, int wanted, int width, int height, long nowNanos) {
            return List.of(ladder.step(bitsPerSecond, width, height, nowNanos));
        }

        @Override
        public void tooLarge() {
            ladder.tooLarge();
        }

        @Override
        public void timeToSpare() {
            ladder.timeToSpare();
        }

        @Override
        public boolean heldBack() {
            return ladder.heldBack();
        }
    }
}
