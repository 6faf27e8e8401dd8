/** From a picture in native memory to pixels in a window: converted on a thread of its own at the size shown, handed over once per pulse. Imports no other window package. */
@NullMarked
package dev.parley.desktop.ui.picture;

import org.jspecify.annotations.NullMarked;
