/** The meeting beside the pictures: chat, people, and what can be done about them. Imports control and below. Thread: JavaFX's. */
@NullMarked
package dev.parley.desktop.ui.meeting;

import org.jspecify.annotations.NullMarked;
