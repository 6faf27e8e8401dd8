package dev.parley.sfu.room;

import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.VisibleProducer;
import dev.parley.sfu.worker.RouterProxy;
import java.util.Optional;

/** A peer's consumer as the room knows it. */
final class PeerConsumer {
    private final String id;
    private final PeerProducer producer;
    private final PeerTransport transport;
    private final long ssrc;
    private boolean paused = true;
    private boolean visible = true;
    private Optional<VisibleProducer> shownAs = Optional.empty();
    private Optional<LayerNews.ConsumerLayersChanged> layers = Optional.empty();

    PeerConsumer(String id, PeerProducer producer, PeerTransport transport, long ssrc) {
        this.id = id;
        this.producer = producer;
        this.transport = transport;
        this.ssrc = ssrc;
    }

    String id() {
        return id;
    }

    PeerProducer producer() {
        return producer;
    }

    PeerTransport transport() {
        return transport;
    }

    RouterProxy router() {
        return transport.router();
    }

    long ssrc() {
        return ssrc;
    }

    /** Whether its owner has paused it, or not resumed it yet. */
    boolean paused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    /** What its owner was told last of the layers that are sent. */
    Optional<LayerNews.ConsumerLayersChanged> layers() {
        return layers;
    }

    void layers(LayerNews.ConsumerLayersChanged now) {
        layers = Optional.of(now);
    }

    /** Whether its owner's screen shows it. */
    boolean visible() {
        return visible;
    }

    void visible(boolean now) {
        visible = now;
    }

    /** Whether its owner's screen shows it in this size, as far as the Worker was told. */
    boolean isShownAs(VisibleProducer size) {
        return shownAs.filter(size::equals).isPresent();
    }

    void shownAs(VisibleProducer size) {
        shownAs = Optional.of(size);
    }
}
