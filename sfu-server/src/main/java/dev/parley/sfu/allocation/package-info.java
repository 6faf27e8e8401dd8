/**
 * Who gets how much of a subscriber's line: {@link dev.parley.sfu.allocation.Allocator} decides, as a pure function, and
 * {@link dev.parley.sfu.allocation.Allocation} keeps what was decided and tells the streams.
 *
 * <p>Thread: the Worker's. Imports {@code stream} and the protocol.
 */
@NullMarked
package dev.parley.sfu.allocation;

import org.jspecify.annotations.NullMarked;
