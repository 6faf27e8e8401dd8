package dev.parley.desktop.codec;

import dev.parley.desktop.picture.Picture;
import org.jspecify.annotations.Nullable;

/** Codes pictures, each by the ones before. Belongs to one thread at a time. */
public interface VideoEncoder extends AutoCloseable {
    /**
     * Codes one picture; takes milliseconds. When its size is another than before, the result is a key frame.
     *
     * @param forceKey whether a decoder must be able to begin here
     * @return null when the picture is left out to keep to the rate; valid until the next call
     */
    @Nullable
    EncodedPicture encode(Picture picture, boolean forceKey);

    /** What to keep to from the next picture on. */
    void rate(long bitsPerSecond, double framesPerSecond);

    @Override
    void close();
}
