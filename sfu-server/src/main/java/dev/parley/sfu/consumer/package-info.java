/**
 * What a subscriber receives of one producer: which packets, under which numbers, and its requests for
 * retransmissions and key frames.
 *
 * <p>Thread: the Worker's. Imports {@code stream} and the protocol; never {@code producer}.
 */
@NullMarked
package dev.parley.sfu.consumer;

import org.jspecify.annotations.NullMarked;
