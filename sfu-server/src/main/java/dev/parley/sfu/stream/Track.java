package dev.parley.sfu.stream;

import dev.parley.protocol.media.MediaKind;

/**
 * One track as its consumers see it, whether its publisher is on their Worker or on another.
 *
 * <p>Thread: the Worker's of its consumers.
 */
public interface Track {
    /** The id of its producer. */
    String id();

    /** Audio or video. */
    MediaKind kind();

    /** Its encodings, as they arrive. */
    ReceivedLayers layers();

    /** Whether its publisher has paused it. */
    boolean paused();

    /**
     * Someone cannot go on without a key frame.
     *
     * @param encoding of which encoding
     */
    void keyFrameNeeded(int encoding, long nowNanos);
}
