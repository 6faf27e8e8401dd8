package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import java.util.List;
import java.util.Optional;

/** What the server tells about the layers and the state of streams. All of it belongs to the extensions. */
public sealed interface LayerNews extends ServerMessage {
    /** No more of a consumer than these layers is sent. */
    @Extension
    record ConsumerPreferredLayersSet(String consumerId, int spatialLayer, Optional<Integer> temporalLayer)
            implements LayerNews {}

    /** A consumer matters so much. */
    @Extension
    record ConsumerPrioritySet(String consumerId, int priority) implements LayerNews {}

    /**
     * Other layers of a consumer are sent than before.
     *
     * @param spatialLayer 0 is the smallest picture; absent when nothing is sent
     * @param temporalLayer 0 is the fewest pictures a second; absent when nothing is sent
     */
    @Extension
    record ConsumerLayersChanged(String consumerId, Optional<Integer> spatialLayer, Optional<Integer> temporalLayer)
            implements LayerNews {}

    /**
     * A consumer arrives better or worse at its peer than before.
     *
     * @param score 0 (nothing) to 10
     */
    @Extension
    record ConsumerScore(String consumerId, int score) implements LayerNews {}

    /**
     * A producer arrives better or worse at the server than before; told to its owner.
     *
     * @param score of each encoding, in the order in which they were announced
     */
    @Extension
    record ProducerScore(String producerId, List<EncodingScore> score) implements LayerNews {
        /** Copies the list. */
        public ProducerScore {
            score = List.copyOf(score);
        }
    }

    /**
     * Somebody watches the encodings of the peer's producer up to this one, nobody those above: they need not be sent.
     *
     * @param spatialLayer 0 is the first encoding; absent when nobody watches at all
     */
    @Extension
    record ProducerLayersWanted(String producerId, Optional<Integer> spatialLayer) implements LayerNews {}

    /** How a producer arrives at the server, encoding by encoding. */
    @Extension
    record ProducerStats(String producerId, List<EncodingStats> encodings) implements LayerNews {
        /** Copies the list. */
        public ProducerStats {
            encodings = List.copyOf(encodings);
        }
    }

    /**
     * How a consumer is sent to its peer.
     *
     * @param spatialLayer that is sent; absent for none
     * @param temporalLayer likewise
     * @param packets sent once
     * @param bytes of their payloads
     * @param packetsRetransmitted sent again
     * @param packetsLost by the peer's own account; may be negative when packets were doubled on the way
     * @param fractionLost of the packets of the last moments, in percent
     * @param roundTripMillis 0 when it is not known yet
     */
    @Extension
    record ConsumerStats(
            String consumerId,
            int score,
            Optional<Integer> spatialLayer,
            Optional<Integer> temporalLayer,
            long packets,
            long bytes,
            long packetsRetransmitted,
            int packetsLost,
            int fractionLost,
            int roundTripMillis)
            implements LayerNews {}
}
