/**
 * How often something may be done. Not thread-safe; imports nothing of Parley.
 */
@NullMarked
package dev.parley.sfu.limit;

import org.jspecify.annotations.NullMarked;
