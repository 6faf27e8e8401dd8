package dev.parley.sfu.room;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.ProducerSource;
import dev.parley.sfu.worker.RouterProxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A peer's producer as the room knows it. */
final class PeerProducer {
    private final Peer owner;
    private final PeerTransport transport;
    private final Optional<ProducerSource> source;
    private final RouterProxy.NewProducer made;
    private final RtpParameters consumable;
    private final Map<String, Peer> consumers = new HashMap<>();
    private Optional<LayerNews.ProducerLayersWanted> layersWanted = Optional.empty();
    private boolean paused;

    PeerProducer(
            Peer owner,
            PeerTransport transport,
            Optional<ProducerSource> source,
            RouterProxy.NewProducer made,
            RtpParameters consumable) {
        this.owner = owner;
        this.transport = transport;
        this.source = source;
        this.made = made;
        this.consumable = consumable;
        this.paused = made.paused();
    }

    String id() {
        return made.id();
    }

    /** What the router made it of. */
    RouterProxy.NewProducer made() {
        return made;
    }

    Peer owner() {
        return owner;
    }

    PeerTransport transport() {
        return transport;
    }

    RouterProxy router() {
        return transport.router();
    }

    MediaKind kind() {
        return made.kind();
    }

    Optional<ProducerSource> source() {
        return source;
    }

    /** As the publisher gave them. */
    RtpParameters parameters() {
        return made.parameters();
    }

    /** In the terms of the router. */
    RtpParameters consumable() {
        return consumable;
    }

    /** The id of the peer whose voice a producer brings, as far as its owner says; not the sound of what is shared. */
    static Optional<String> voiceOf(Peer owner, MediaKind kind, Optional<ProducerSource> source) {
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
        return new ProducerInfo(id(), kind(), paused, source);
    }
}
