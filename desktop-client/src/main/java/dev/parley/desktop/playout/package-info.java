/**
 * When what was received is played and shown: jitter buffers, the sender's clock, lip sync. Time is passed in, so all
 * of it can be tested in virtual time. Imports {@code picture}, {@code codec}.
 */
@NullMarked
package dev.parley.desktop.playout;

import org.jspecify.annotations.NullMarked;
