/**
 * One WebSocket's conversation: reads a frame, makes the call on the room it means, and answers in order.
 *
 * <p>Thread: the control thread. Imports {@code room}, {@code http} and the protocol's messages.
 */
@NullMarked
package dev.parley.sfu.signaling;

import org.jspecify.annotations.NullMarked;
