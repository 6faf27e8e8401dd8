/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): key derivation, packet protection, roll-over counters and replay windows.
 *
 * <p>The ciphers are OpenSSL's where it is installed and the JDK's elsewhere; a context is one direction of one transport
 * and keeps everything it needs per SSRC.
 *
 * <p>Thread: the one that owns the context; nothing here is shared, but for a thread's scratch memory among
 * its contexts. Imports {@code wire} only.
 */
@NullMarked
package dev.parley.protocol.srtp;

import org.jspecify.annotations.NullMarked;
