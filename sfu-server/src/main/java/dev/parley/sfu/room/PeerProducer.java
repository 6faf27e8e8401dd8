package dev.parley.sfu.room;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.ProducerSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A peer's producer as the room knows it. */
final class PeerProducer {
    private final String id;
    private final Peer owner;
    private final PeerTransport transport;
    private final MediaKind kind;
    private final Optional<ProducerSource> source;
    private final RtpParameters parameters;
    private final RtpParameters consumable;
    private final Map<String, Peer> consumers = new HashMap<>();
    private Optional<LayerNews.ProducerLayersWanted> layersWanted = Optional.empty();
    private boolean paused;

    PeerProducer(
            String id,
            Peer owner,
            PeerTransport transport,
            MediaKind kind,
            Optional<ProducerSource> source,
            RtpParameters parameters,
            RtpParameters consumable,
            boolean paused) {
        this.id = id;
        this.owner = owner;
        this.transport = transport;
        this.kind = kind;
        this.source = source;
        this.parameters = parameters;
        this.consumable = consumable;
        this.paused = paused;
    }

    String id() {
        return id;
    }

    Peer owner() {
        return owner;
    }

    PeerTransport transport() {
        return transport;
    }

    MediaKind kind() {
        return kind;
    }

    Optional<ProducerSource> source() {
        return source;
    }

    /** As the publisher gave them. */
    RtpParameters parameters() {
        return parameters;
    }

    /** In the terms of the router. */
    RtpParameters consumable() {
        return consumable;
    }

    /** The id of the peer whose voice it brings, as far as its owner says; not the sound of what is shared. */
    Optional<String> voiceOf() {
        return kind == MediaKind.AUDIO
                        && source.filter(ProducerSource.SCREEN_AUDIO::equals).isEmpty()
                ? Optional.of(owner.id())
                : Optional.empty();
    }

    boolean paused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    /** What its owner was told last of who watches which of its layers. */
    Optional<LayerNews.ProducerLayersWanted> layersWanted() {
        return layersWanted;
    }

    void layersWanted(LayerNews.ProducerLayersWanted now) {
        layersWanted = Optional.of(now);
    }

    /** Who consumes it: consumer id to the consumer's owner. */
    Map<String, Peer> consumers() {
        return consumers;
    }

    /** How many consumers of it {@code peer} has. */
    long consumersOf(Peer peer) {
        return consumers.values().stream().filter(peer::equals).count();
    }

    ProducerInfo info() {
        return new ProducerInfo(id, kind, paused, source);
    }
}
