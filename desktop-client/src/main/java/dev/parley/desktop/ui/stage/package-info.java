/** Where tiles stand: the same rules as in the web client, and the pane that follows them. Imports control, preferences and below. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.stage;

import org.jspecify.annotations.NullMarked;
