/** The settings, as a dialog over any window. Imports device and below. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.settings;

import org.jspecify.annotations.NullMarked;
