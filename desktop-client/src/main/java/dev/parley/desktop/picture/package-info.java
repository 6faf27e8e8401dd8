/** Pictures in I420, in native memory, counted and pooled. Thread: any; a picture is handed on, never shared for writing. */
@NullMarked
package dev.parley.desktop.picture;

import org.jspecify.annotations.NullMarked;
