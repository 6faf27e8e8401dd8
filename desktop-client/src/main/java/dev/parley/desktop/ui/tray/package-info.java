/**
 * A sign among those of the programs that run without a window. Knows AWT and nothing of JavaFX: neither toolkit waits for
 * the other's thread.
 */
@NullMarked
package dev.parley.desktop.ui.tray;

import org.jspecify.annotations.NullMarked;
