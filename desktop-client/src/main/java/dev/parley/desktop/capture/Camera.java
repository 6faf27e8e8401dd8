package dev.parley.desktop.capture;

import dev.parley.desktop.picture.FrameSink;

/** A camera, opened. Thread: any. */
public interface Camera extends AutoCloseable {
    /** As in {@link Cameras#names}. */
    String name();

    /**
     * Begins to deliver pictures, on a thread of the camera's own. To be called once.
     *
     * @param lost called once, on the same thread, when the camera is unplugged or fails
     */
    void start(FrameSink sink, Runnable lost);

    /** Ends it and frees the device; no picture is delivered after the return. */
    @Override
    void close();
}
