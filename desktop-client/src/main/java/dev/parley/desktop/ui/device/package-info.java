/** One's own camera, microphone and speaker in a window: switches, lists, preview, and what to say when they fail. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.device;

import org.jspecify.annotations.NullMarked;
