package dev.parley.desktop.track;

import dev.parley.desktop.codec.EncodedPicture;

/** Takes coded pictures, one after the other. */
@FunctionalInterface
public interface EncodedSink {
    /**
     * Called on the encoder's thread; the picture's bytes are valid during the call only.
     *
     * @param layer the size that it is coded in among those sent at once; 0 is the smallest
     */
    void encoded(int layer, EncodedPicture picture);
}
