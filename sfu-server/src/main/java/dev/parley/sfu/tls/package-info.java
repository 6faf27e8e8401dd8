/**
 * Who this server is: certificates and keys, where they come from, whether they are any good, and how they change while
 * connections go on. Holds the TLS endpoint that the https port uses.
 *
 * <p>Thread: one of its own, named {@code certificates}, for files and authorities; handshakes ask the endpoint from the
 * threads that do their arithmetic. Imports {@code configuration}.
 */
@NullMarked
package dev.parley.sfu.tls;

import org.jspecify.annotations.NullMarked;
