package dev.parley.sfu.consumer;

import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.SenderClock;
import java.util.OptionalInt;

/**
 * Brings the timestamps of one publisher's encodings onto one clock, by the sender reports of each (RFC 3550, section
 * 6.4.1): each has a random beginning of its own.
 */
final class LayerClocks {
    private LayerClocks() {}

    /** The consumer's timestamp for the instant of {@code timestamp} of {@code next}, by its mapping of {@code before}. */
    static OptionalInt sameInstant(int timestamp, ReceiveStream next, ReceiveStream before, Continuity mapping) {
        SenderClock theirs = next.senderClock();
        SenderClock ours = before.senderClock();
        if (!theirs.known() || !ours.known()) {
            return OptionalInt.empty();
        }
        long instant = theirs.unixNanosAt(timestamp, next.clockRate());
        return OptionalInt.of(mapping.timestampUnsqueezed(ours.timestampAt(instant, before.clockRate())));
    }
}
