package dev.parley.sfu.room;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What time it is for rooms, and who wakes them.
 *
 * @param nanoClock monotonic nanoseconds
 * @param wallClock the time of day, for what people said
 * @param control the control thread
 */
public record ControlTime(LongSupplier nanoClock, InstantSource wallClock, ScheduledExecutorService control) {}
