/** Colours, letters and drawings. Imports preferences. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.look;

import org.jspecify.annotations.NullMarked;
