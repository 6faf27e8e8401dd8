package dev.parley.sfu.configuration;

import java.util.Locale;

/** Whether those who receive in one room are on several workers. */
public enum RoomSpread {
    /** As soon as the worker of the room is loaded. */
    BY_LOAD,
    /** Never: a room takes one core. */
    NEVER,
    /** Each on the next worker, whatever there is to do: to test, and to measure. */
    ALWAYS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
