package dev.parley.sfu.transport;

import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a transport is called, here and in the log.
 *
 * @param id its own
 * @param room the name of the room it is in
 * @param peer the id of the peer it belongs to
 */
public record TransportName(String id, String room, String peer) {
    /** Puts all of it on a line of the log. */
    LoggingEventBuilder on(LoggingEventBuilder line) {
        return line.addKeyValue("room", room).addKeyValue("peer", peer).addKeyValue("transport", id);
    }
}
