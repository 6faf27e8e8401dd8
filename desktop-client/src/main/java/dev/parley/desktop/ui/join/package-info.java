/** The window before the call: where to, under which name, and how one looks and sounds. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.join;

import org.jspecify.annotations.NullMarked;
