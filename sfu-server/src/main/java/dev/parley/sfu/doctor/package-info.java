/**
 * {@code parley doctor}: uses a server as a client would and says what an operator has to change.
 *
 * <p>Thread: that of the caller, who waits; up to a minute where much is closed. Imports {@code load} for the client, {@code
 * configuration}, {@code access} and {@code net} for what the server was told.
 */
@NullMarked
package dev.parley.sfu.doctor;

import org.jspecify.annotations.NullMarked;
