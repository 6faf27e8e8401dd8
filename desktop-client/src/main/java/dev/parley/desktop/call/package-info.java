/** The meeting as a person understands it, without a window. Imports no JavaFX. */
@NullMarked
package dev.parley.desktop.call;

import org.jspecify.annotations.NullMarked;
