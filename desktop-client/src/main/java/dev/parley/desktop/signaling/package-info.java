/**
 * The socket to the server, with the very records of {@code shared-protocol}: requests that are answered, and notices.
 *
 * <p>Thread: events come on the executor that the owner gives.
 */
@NullMarked
package dev.parley.desktop.signaling;

import org.jspecify.annotations.NullMarked;
