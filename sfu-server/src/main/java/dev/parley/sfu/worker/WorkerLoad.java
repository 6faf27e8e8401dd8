package dev.parley.sfu.worker;

/**
 * What a Worker has done, and what there is to do.
 *
 * @param cpuNanos CPU time of its thread since its start; -1 where the system does not tell
 * @param atNanos when that was, monotonic nanoseconds
 * @param consumers how many it has
 */
record WorkerLoad(long cpuNanos, long atNanos, int consumers) {}
