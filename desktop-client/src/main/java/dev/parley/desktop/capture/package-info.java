/** Cameras, microphones and speakers, real and synthetic. Imports {@code picture} and {@code codec}. */
@NullMarked
package dev.parley.desktop.capture;

import org.jspecify.annotations.NullMarked;
