package dev.parley.desktop.picture;

/** Takes pictures, one after the other. */
@FunctionalInterface
public interface FrameSink {
    /**
     * Called on the thread of whoever has the picture; must return at once. The picture is valid during the call only:
     * whoever keeps it longer calls {@link Picture#retain} first and {@link Picture#release} when done.
     */
    void frame(Picture picture);
}
