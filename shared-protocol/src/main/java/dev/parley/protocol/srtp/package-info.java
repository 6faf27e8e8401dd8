/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): key derivation, packet protection, roll-over counters and replay windows.
 *
 * <p>The ciphers are the JDK's own; a context is one direction of one transport and keeps everything it needs per SSRC.
 *
 * <p>Thread: the one that owns the context; nothing here is shared. Imports {@code wire} only.
 */
@NullMarked
package dev.parley.protocol.srtp;

import org.jspecify.annotations.NullMarked;
