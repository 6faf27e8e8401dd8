package dev.parley.sfu.worker;

import dev.parley.sfu.stream.WorkerCounters;

/**
 * What a Worker has at some time, and what it has counted up to then.
 *
 * @param worker its name
 */
public record WorkerFigures(
        String worker, int transports, int producers, int consumers, WorkerCounters.Values counts) {}
