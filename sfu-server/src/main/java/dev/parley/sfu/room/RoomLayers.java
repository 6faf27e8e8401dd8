package dev.parley.sfu.room;

import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.signaling.EncodingScore;
import dev.parley.protocol.signaling.EncodingStats;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.LayerRequest;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.sfu.consumer.ConsumerFigures;
import dev.parley.sfu.producer.EncodingFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** What peers of a room ask about layers and how streams fare, and what they are told of it. */
public final class RoomLayers {
    private static final int ALL_TEMPORAL_LAYERS = 7;

    private final Room room;

    RoomLayers(Room room) {
        this.room = room;
    }

    /** Does what is asked. */
    public CompletableFuture<ServerMessage> carryOut(Peer peer, LayerRequest request) throws RequestRefused {
        return switch (request) {
            case LayerRequest.SetConsumerPreferredLayers layers -> prefer(peer, layers);
            case LayerRequest.SetConsumerPriority priority -> setPriority(peer, priority);
            case LayerRequest.GetProducerStats asked -> producerStats(peer.producer(asked.producerId()));
            case LayerRequest.GetConsumerStats asked -> consumerStats(peer.consumer(asked.consumerId()));
        };
    }

    private CompletableFuture<ServerMessage> prefer(Peer peer, LayerRequest.SetConsumerPreferredLayers request)
            throws RequestRefused {
        PeerConsumer consumer = peer.consumer(request.consumerId());
        return consumer.router()
                .preferLayers(
                        consumer.id(),
                        request.spatialLayer(),
                        request.temporalLayer().orElse(ALL_TEMPORAL_LAYERS))
                .thenApply(_ -> new LayerNews.ConsumerPreferredLayersSet(
                        consumer.id(), request.spatialLayer(), request.temporalLayer()));
    }

    private CompletableFuture<ServerMessage> setPriority(Peer peer, LayerRequest.SetConsumerPriority request)
            throws RequestRefused {
        PeerConsumer consumer = peer.consumer(request.consumerId());
        return consumer.router()
                .setPriority(consumer.id(), request.priority())
                .thenApply(_ -> new LayerNews.ConsumerPrioritySet(consumer.id(), request.priority()));
    }

    private CompletableFuture<ServerMessage> producerStats(PeerProducer producer) {
        return producer.router()
                .producerFigures(producer.id())
                .thenApply(figures -> new LayerNews.ProducerStats(producer.id(), stats(producer, figures)));
    }

    private static List<EncodingStats> stats(PeerProducer producer, List<EncodingFigures> figures) {
        List<EncodingStats> result = new ArrayList<>();
        for (EncodingFigures each : figures) {
            result.add(new EncodingStats(
                    result.size(),
                    rid(producer, result.size()),
                    each.live(),
                    each.score(),
                    each.bitsPerSecond(),
                    each.temporalLayers(),
                    each.packets(),
                    each.bytes(),
                    each.packetsLost(),
                    each.jitterMillis()));
        }
        return result;
    }

    private CompletableFuture<ServerMessage> consumerStats(PeerConsumer consumer) {
        return consumer.router().consumerFigures(consumer.id()).thenApply(figures -> stats(consumer, figures));
    }

    private static ServerMessage stats(PeerConsumer consumer, ConsumerFigures figures) {
        return new LayerNews.ConsumerStats(
                consumer.id(),
                figures.score(),
                layer(figures.spatialLayer()),
                layer(figures.temporalLayer()),
                figures.packets(),
                figures.bytes(),
                figures.packetsRetransmitted(),
                figures.packetsLost(),
                figures.percentLost(),
                figures.roundTripMillis());
    }

    private static String rid(PeerProducer producer, int encoding) {
        List<RtpEncodingParameters> encodings = producer.parameters().encodings();
        return encoding < encodings.size() ? encodings.get(encoding).rid() : "";
    }

    private static Optional<Integer> layer(int number) {
        return number < 0 ? Optional.empty() : Optional.of(number);
    }

    void producerScore(String producerId, List<Integer> scores) {
        room.openProducer(producerId).ifPresent(producer -> {
            List<EncodingScore> each = new ArrayList<>();
            for (int score : scores) {
                each.add(new EncodingScore(each.size(), rid(producer, each.size()), score));
            }
            producer.owner().tell(new LayerNews.ProducerScore(producerId, each));
        });
    }

    void producerLayersWanted(String producerId, int spatialLayer) {
        room.openProducer(producerId).ifPresent(producer -> {
            LayerNews.ProducerLayersWanted wanted = new LayerNews.ProducerLayersWanted(producerId, layer(spatialLayer));
            producer.layersWanted(wanted);
            producer.owner().tell(wanted);
        });
    }

    /** Says again what a peer must know whose socket was away when it was said. */
    void repeatTo(Peer peer) {
        peer.producers().values().forEach(producer -> producer.layersWanted().ifPresent(peer::tell));
        peer.consumers().values().forEach(consumer -> consumer.layers().ifPresent(peer::tell));
    }

    void consumerLayersChanged(String consumerId, int spatialLayer, int temporalLayer) {
        var changed = new LayerNews.ConsumerLayersChanged(consumerId, layer(spatialLayer), layer(temporalLayer));
        withConsumer(consumerId, (owner, consumer) -> {
            consumer.layers(changed);
            owner.tell(changed);
        });
    }

    void consumerScore(String consumerId, int score) {
        withConsumer(consumerId, (owner, _) -> owner.tell(new LayerNews.ConsumerScore(consumerId, score)));
    }

    private void withConsumer(String consumerId, BiConsumer<Peer, PeerConsumer> action) {
        for (Peer peer : room.peers()) {
            PeerConsumer consumer = peer.consumers().get(consumerId);
            if (consumer != null) {
                action.accept(peer, consumer);
                return;
            }
        }
    }
}
