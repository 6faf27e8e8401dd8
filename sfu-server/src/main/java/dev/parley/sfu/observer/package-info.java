/**
 * What is made of the sound of a room: who speaks, who is heard how loud (mediasoup's RtpObservers), and who is forwarded
 * where many are there. No sound is decoded: publishers say its level in a header extension (RFC 6464).
 *
 * <p>Thread: the Worker's. Imports nothing of the server.
 */
@NullMarked
package dev.parley.sfu.observer;

import org.jspecify.annotations.NullMarked;
