package dev.parley.protocol.signaling;

import java.util.List;

/**
 * The producers of a peer.
 *
 * @param producers at least one
 */
public record PeerProducers(String peerId, List<ProducerInfo> producers) {
    /** Copies the list. */
    public PeerProducers {
        producers = List.copyOf(producers);
    }
}
