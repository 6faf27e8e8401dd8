package dev.parley.desktop.audio;

/** Something that is to be heard. */
@FunctionalInterface
public interface AudioSource {
    /**
     * Gives the next 10 ms, at once: called on the playback thread every 10 ms.
     *
     * @param out 480 samples at 48 kHz to be overwritten
     * @param playNanos when the first of them will be heard, by {@link System#nanoTime}
     * @return false for silence; {@code out} is not looked at then
     */
    boolean read(short[] out, long playNanos);
}
