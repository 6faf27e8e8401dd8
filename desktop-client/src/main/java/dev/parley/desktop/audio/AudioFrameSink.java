package dev.parley.desktop.audio;

/** Takes what the microphone heard, one frame after the other. */
@FunctionalInterface
public interface AudioFrameSink {
    /**
     * Called on the microphone's thread; must return in a few milliseconds.
     *
     * @param frame 480 samples at 48 kHz (10 ms), valid during the call only
     * @param captureNanos when the first of them was heard, by {@link System#nanoTime}
     */
    void frame(short[] frame, long captureNanos);
}
