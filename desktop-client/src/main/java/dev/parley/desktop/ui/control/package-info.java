/** Buttons, fields and dialogs that every window uses. Imports text and look. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.control;

import org.jspecify.annotations.NullMarked;
