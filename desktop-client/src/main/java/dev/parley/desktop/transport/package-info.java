/**
 * Media between this client and the server: paths (UDP by ice4j, TCP by our own), the DTLS-SRTP session on them, RTP and
 * RTCP of what is sent and of what is received.
 *
 * <p>Thread: the media thread, see {@link dev.parley.desktop.transport.MediaThread}; sockets are read by threads of their
 * own, which hand on to it. Knows nothing of rooms and windows.
 */
@NullMarked
package dev.parley.desktop.transport;

import org.jspecify.annotations.NullMarked;
