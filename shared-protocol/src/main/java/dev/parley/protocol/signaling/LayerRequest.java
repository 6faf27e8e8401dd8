package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import dev.parley.protocol.json.Range;
import java.util.Optional;

/** What a client asks about the layers and the state of streams. All of it belongs to the extensions. */
public sealed interface LayerRequest extends ClientMessage {
    /**
     * Wants no more of a consumer than these layers. What is forwarded may be less: what the publisher sends, and what the
     * line carries.
     *
     * @param spatialLayer 0 is the smallest picture
     * @param temporalLayer 0 is the fewest pictures a second; absent for all there are
     */
    @Extension
    @AnsweredBy(LayerNews.ConsumerPreferredLayersSet.class)
    record SetConsumerPreferredLayers(
            String consumerId,
            @Range(min = 0, max = 15) int spatialLayer,
            @Range(min = 0, max = 7) Optional<Integer> temporalLayer)
            implements LayerRequest {}

    /**
     * Says how much a consumer matters among those of the peer, when the line does not carry all.
     *
     * @param priority 1, as every consumer begins, to 255
     */
    @Extension
    @AnsweredBy(LayerNews.ConsumerPrioritySet.class)
    record SetConsumerPriority(
            String consumerId, @Range(min = 1, max = 255) int priority) implements LayerRequest {}

    /** Asks how the peer's own producer arrives. */
    @Extension
    @AnsweredBy(LayerNews.ProducerStats.class)
    record GetProducerStats(String producerId) implements LayerRequest {}

    /** Asks how a consumer is sent. */
    @Extension
    @AnsweredBy(LayerNews.ConsumerStats.class)
    record GetConsumerStats(String consumerId) implements LayerRequest {}
}
