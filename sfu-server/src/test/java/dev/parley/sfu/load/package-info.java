/** The load client: its arithmetic in tables, and the whole of it against a real server. */
@NullMarked
package dev.parley.sfu.load;

import org.jspecify.annotations.NullMarked;
