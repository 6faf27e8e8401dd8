package dev.parley.desktop.capture;

/** An open source of sound: 48 kHz, mono, 16 bit. */
public interface Microphone extends AutoCloseable {
    /** Samples in 10 ms. */
    int FRAME = 480;

    /** As it was chosen, or as the system calls the default. */
    String name();

    /** Whether this hears a room, so that echo and noise are to be taken out; not so for a file. */
    boolean hearsRoom();

    /**
     * Waits for the next 10 ms.
     *
     * @param out {@link #FRAME} samples are written
     * @return when the first of them was heard, by {@link System#nanoTime}
     * @throws DeviceException it is gone, or was closed by another thread
     */
    long read(short[] out) throws DeviceException;

    /** May be called by any thread, and ends a {@link #read} under way. */
    @Override
    void close();
}
