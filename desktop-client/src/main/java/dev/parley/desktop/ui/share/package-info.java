/** Sharing one's own screen: what of it, that it is shared, and the end of it. Imports control, meeting and below. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.share;

import org.jspecify.annotations.NullMarked;
