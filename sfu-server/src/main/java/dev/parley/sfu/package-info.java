/**
 * The server's entry. Knows every other package of the server and is known by none.
 *
 * <p>Thread: the main thread.
 */
@NullMarked
package dev.parley.sfu;

import org.jspecify.annotations.NullMarked;
