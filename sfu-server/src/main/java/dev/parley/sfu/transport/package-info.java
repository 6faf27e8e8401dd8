/**
 * A subscriber's or publisher's connection: ICE, DTLS and SRTP by the protocol's session, and the sorting of what
 * arrives to producers and consumers; and what a subscriber's line carries, at whose pace packets leave.
 *
 * <p>Thread: the Worker's. Imports {@code producer}, {@code consumer}, {@code stream} and the protocol.
 */
@NullMarked
package dev.parley.sfu.transport;

import org.jspecify.annotations.NullMarked;
