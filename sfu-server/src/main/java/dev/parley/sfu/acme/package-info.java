/**
 * Certificates from an authority that speaks ACME (RFC 8555): when to ask for one, how to prove that the names are this
 * server's, and what to say when there is none.
 *
 * <p>Thread: {@code certificates} of {@code tls}; proofs are looked up on any thread. Imports {@code configuration} and
 * {@code tls}.
 */
@NullMarked
package dev.parley.sfu.acme;

import org.jspecify.annotations.NullMarked;
