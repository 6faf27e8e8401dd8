/** One person on the screen. Imports control, picture and below. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.tile;

import org.jspecify.annotations.NullMarked;
