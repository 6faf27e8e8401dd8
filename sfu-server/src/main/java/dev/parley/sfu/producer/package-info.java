/**
 * What a publisher sends: one {@code Producer} a track, which receives, repairs and numbers its packets and gives
 * them to its listener; and the asking for key frames.
 *
 * <p>Thread: the Worker's. Imports {@code stream} and the protocol; never {@code consumer}.
 */
@NullMarked
package dev.parley.sfu.producer;

import org.jspecify.annotations.NullMarked;
