package dev.parley.desktop.codec;

/**
 * A coded picture.
 *
 * @param bytes the encoder's own buffer, used again for the next picture: copy what is kept
 * @param length bytes of it that count
 * @param key whether a decoder can begin with it
 * @param width in pixels
 * @param height in pixels
 * @param timeNanos when it was captured, by {@link System#nanoTime}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per picture is what the shared buffer saves
public record EncodedPicture(byte[] bytes, int length, boolean key, int width, int height, long timeNanos) {}
