package dev.parley.desktop.ui.picture;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One source of pictures shown in several places, such as oneself in the call and in the settings. */
public final class PictureFan implements FrameSink {
    private final List<FrameSink> sinks = new CopyOnWriteArrayList<>();
    private final Consumer<@Nullable FrameSink> source;

    /** @param source is told where to send pictures, and null when nobody looks any more */
    public PictureFan(Consumer<@Nullable FrameSink> source) {
        this.source = source;
    }

    /** Pictures go there too from now on. */
    public void add(FrameSink sink) {
        sinks.add(sink);
        if (sinks.size() == 1) {
            source.accept(this);
        }
    }

    /** And from now on no longer. */
    public void remove(FrameSink sink) {
        if (sinks.remove(sink) && sinks.isEmpty()) {
            source.accept(null);
        }
    }

    @Override
    public void frame(Picture picture) {
        for (FrameSink sink : sinks) {
            sink.frame(picture);
        }
    }
}
