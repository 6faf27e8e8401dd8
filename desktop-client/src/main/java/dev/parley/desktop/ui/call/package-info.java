/** The window of the call. Thread: JavaFX's; what the call tells on its own thread is brought over first. */
@NullMarked
package dev.parley.desktop.ui.call;

import org.jspecify.annotations.NullMarked;
