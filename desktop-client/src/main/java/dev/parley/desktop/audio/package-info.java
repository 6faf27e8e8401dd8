/**
 * From the microphone and to the speaker: one thread each, echo and noise taken out between them, everybody mixed.
 * Everything is 48 kHz, mono, 16 bit, 10 ms at a time. Imports {@code capture}.
 */
@NullMarked
package dev.parley.desktop.audio;

import org.jspecify.annotations.NullMarked;
