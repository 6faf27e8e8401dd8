/** What is kept of rooms, in real files. */
@NullMarked
package dev.parley.sfu.storage;

import org.jspecify.annotations.NullMarked;
