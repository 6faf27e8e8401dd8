package dev.parley.desktop.picture;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pictures of one size for use again; of another size they are let go when they come back.
 *
 * <p>Thread: any.
 */
public final class PicturePool {
    private static final int MAX_KEPT = 4;
    private static final int ALIGNMENT = 64; // bytes, for vector instructions

    private final Deque<Picture> kept = new ArrayDeque<>();

    /**
     * A picture of undefined content, held by the caller.
     *
     * @param width in pixels, even
     * @param height in pixels, even
     * @param timeNanos see {@link Picture#timeNanos}
     */
    public Picture take(int width, int height, long timeNanos) {
        Picture picture = reuse(width, height);
        if (picture == null) {
            long size = (long) width * height * 3 / 2;
            picture = new Picture(this, width, height, Arena.ofAuto().allocate(size, ALIGNMENT));
        }
        picture.begin(timeNanos);
        return picture;
    }

    private synchronized @Nullable Picture reuse(int width, int height) {
        if (!kept.isEmpty()
                && (kept.getFirst().width() != width || kept.getFirst().height() != height)) {
            kept.clear();
        }
        return kept.pollFirst();
    }

    synchronized void back(Picture picture) {
        if (kept.size() < MAX_KEPT
                && (kept.isEmpty()
                        || (kept.getFirst().width() == picture.width()
                                && kept.getFirst().height() == picture.height()))) {
            kept.addFirst(picture);
        }
    }
}
