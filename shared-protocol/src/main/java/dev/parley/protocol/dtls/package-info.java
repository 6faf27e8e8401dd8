/**
 * DTLS 1.2 with {@code use_srtp} (RFC 6347, RFC 5764): certificate, fingerprint and the endpoint that makes SRTP keys.
 *
 * <p>BouncyCastle's blocking DTLS is hidden in here: a handshake runs on a thread of the executor given from outside,
 * the one exception to the rule that protocol code starts nothing. No BouncyCastle type is in a public signature.
 *
 * <p>Thread: said at each method. Imports {@code wire} and {@code srtp}.
 */
@NullMarked
package dev.parley.protocol.dtls;

import org.jspecify.annotations.NullMarked;
