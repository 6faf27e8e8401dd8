/**
 * Rooms that are set up, kept in a file of the data directory: a database of SQLite.
 *
 * <p>Thread: one of its own, which waits for the disk so that no other has to. Imports {@code room} for what is kept.
 */
@NullMarked
package dev.parley.sfu.storage;

import org.jspecify.annotations.NullMarked;
