/**
 * Who may enter which room: join tokens, signed and checked. A level above {@code room}, which asks through {@link
 * dev.parley.sfu.room.Door}.
 */
@NullMarked
package dev.parley.sfu.access;

import org.jspecify.annotations.NullMarked;
