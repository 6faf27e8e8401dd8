/**
 * The HTTP side of the server: the browser client's files, {@code GET /health} and {@code GET /ready}, and the WebSocket that carries the
 * signaling protocol as plain text frames.
 *
 * <p>Runs on one event loop, the control thread, which the owner supplies; nothing here is thread-safe beyond what a
 * class says of itself. Knows Netty, and nothing of rooms, peers, messages or packets: it may import nothing else of
 * {@code dev.parley}, but for {@code limit} and for what tells an ICE check from other first bytes.
 */
@NullMarked
package dev.parley.sfu.http;

import org.jspecify.annotations.NullMarked;
