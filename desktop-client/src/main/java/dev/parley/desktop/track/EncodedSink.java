package dev.parley.desktop.track;

import dev.parley.desktop.codec.EncodedPicture;

/** Takes coded pictures, one after the other. */
@FunctionalInterface
public interface EncodedSink {
    /** Called on the encoder's thread; the picture's bytes are valid during the call only. */
    void encoded(EncodedPicture picture);
}
