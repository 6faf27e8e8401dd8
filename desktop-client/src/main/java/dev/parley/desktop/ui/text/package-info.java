/** What the windows say, in every language they speak. Imports nothing else of the client. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.text;

import org.jspecify.annotations.NullMarked;
