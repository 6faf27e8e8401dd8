/** What a person chose and wants to find again. No JavaFX. Thread: any. */
@NullMarked
package dev.parley.desktop.ui.preferences;

import org.jspecify.annotations.NullMarked;
