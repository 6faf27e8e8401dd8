/**
 * STUN messages as ICE uses them (RFC 8489, RFC 8445): binding requests and responses with short-term credentials.
 *
 * <p>Reading is a reusable view that is never fooled past its bounds, writing a reusable buffer: a check costs no
 * allocation but what the JDK's HMAC makes.
 *
 * <p>Thread: the one that owns the instance. Imports {@code wire} only.
 */
@NullMarked
package dev.parley.protocol.stun;

import org.jspecify.annotations.NullMarked;
