/**
 * One WebRTC session of one peer: ICE, DTLS and SRTP behind a demultiplexer (RFC 7983), for servers and clients alike.
 *
 * <p>Thread: the owner's loop. The handshake's thread reaches a session only through the loop executor it was given.
 * Imports {@code wire}, {@code stun}, {@code srtp}, {@code ice} and {@code dtls}.
 */
@NullMarked
package dev.parley.protocol.session;

import org.jspecify.annotations.NullMarked;
