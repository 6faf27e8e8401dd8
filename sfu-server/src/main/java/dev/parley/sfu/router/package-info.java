/**
 * The short heart: from a producer to all its consumers, and what closes with what.
 *
 * <p>Thread: the Worker's. Imports {@code transport} and what stands below it.
 */
@NullMarked
package dev.parley.sfu.router;

import org.jspecify.annotations.NullMarked;
