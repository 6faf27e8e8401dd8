/**
 * Rooms and the peers in them: who is there, who sends what, who may receive it. No packet comes here.
 *
 * <p>Thread: the control thread. Imports {@code worker}, {@code limit} and the protocol's messages; knows no socket.
 */
@NullMarked
package dev.parley.sfu.room;

import org.jspecify.annotations.NullMarked;
