/**
 * {@code parley bench}: starts the server as a process of its own, loads it with {@link dev.parley.sfu.load} and prints
 * what it costs. Measures only; it never judges a time, because a machine's pace is no fact about the server.
 *
 * <p>Thread: the main thread. Imports {@code load} and the shared protocol; what it measures it knows from outside.
 */
@NullMarked
package dev.parley.sfu.bench;

import org.jspecify.annotations.NullMarked;
