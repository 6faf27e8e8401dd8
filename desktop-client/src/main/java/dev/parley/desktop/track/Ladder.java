package dev.parley.desktop.track;

/** Which size and frame rate a bitrate is good for. Not thread-safe. All times are passed in. */
interface Ladder {
    /**
     * What to encode.
     *
     * @param bitsPerSecond at most what was given
     */
    record Step(int width, int height, double framesPerSecond, long bitsPerSecond) {}

    /**
     * The present step.
     *
     * @param width of the source, in pixels, even
     * @param height likewise
     */
    Step step(long bitsPerSecond, int width, int height, long nowNanos);

    /** The encoder does not keep up: the present step, and higher ones, are too much for this machine. */
    void tooLarge();

    /** The encoder has time to spare: one step more may be tried again. */
    void timeToSpare();

    /** Whether this machine did not keep up with more lately. */
    boolean heldBack();
}
