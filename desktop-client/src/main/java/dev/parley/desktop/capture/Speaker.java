package dev.parley.desktop.capture;

/** An open sink of sound: 48 kHz, mono, 16 bit. */
public interface Speaker extends AutoCloseable {
    /** As it was chosen, or as the system calls the default. */
    String name();

    /**
     * Plays 10 ms, waiting until there is room: this paces the caller.
     *
     * @param frame {@link Microphone#FRAME} samples
     * @throws DeviceException it is gone, or was closed by another thread
     */
    void write(short[] frame) throws DeviceException;

    /** How long what is written now takes until it is heard, in ns. */
    long delayNanos();

    /** May be called by any thread, and ends a {@link #write} under way. */
    @Override
    void close();
}
