package dev.parley.desktop.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cameras of this machine, and two that every machine has: {@code test-pattern} and {@code file:PATH}. Thread: any. */
@SuppressWarnings("DoNotCallSuggester")
public final class Cameras {
    /** The real ones, the default first. May block for a second. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens one. May block for seconds.
     *
     * @param name one of {@link #names}, {@code test-pattern}, {@code file:PATH} of a y4m file; null for the default
     */
    public Camera open(@Nullable String name) throws DeviceException {
        throw new UnsupportedOperationException(name);
    }
}
