/**
 * The messages between client and server, as sealed families of records, and their JSON. {@code docs/signaling.md} is
 * the reference for everyone else; the records here are its source.
 *
 * <p>Thread: any; everything is stateless or immutable. May import {@code json} and {@code media}.
 */
@NullMarked
package dev.parley.protocol.signaling;

import org.jspecify.annotations.NullMarked;
