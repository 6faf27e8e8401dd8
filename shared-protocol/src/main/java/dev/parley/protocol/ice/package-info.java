/**
 * ICE (RFC 8445): the lite agent of the server, which only answers, and the small controlling agent of a client.
 *
 * <p>State machines without sockets or clocks: bytes and {@code nowNanos} go in, bytes and events come out. Remote
 * addresses are tuples of the owner's making.
 *
 * <p>Thread: the one that owns the agent. Imports {@code wire} and {@code stun}.
 */
@NullMarked
package dev.parley.protocol.ice;

import org.jspecify.annotations.NullMarked;
