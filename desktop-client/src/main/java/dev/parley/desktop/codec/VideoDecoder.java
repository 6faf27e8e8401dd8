package dev.parley.desktop.codec;

import dev.parley.desktop.picture.Picture;
import org.jspecify.annotations.Nullable;

/** Turns coded pictures into pictures again. Belongs to one thread at a time. */
public interface VideoDecoder extends AutoCloseable {
    /**
     * Decodes one picture; takes milliseconds.
     *
     * @param timeNanos becomes {@link Picture#timeNanos}
     * @return held by the caller, who releases it; null when the bytes show no picture or are damaged
     */
    @Nullable
    Picture decode(byte[] bytes, int offset, int length, long timeNanos);

    @Override
    void close();
}
