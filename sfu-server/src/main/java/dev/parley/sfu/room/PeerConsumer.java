package dev.parley.sfu.room;

/** A peer's consumer as the room knows it. */
final class PeerConsumer {
    private final String id;
    private final PeerProducer producer;
    private final PeerTransport transport;
    private final long ssrc;
    private boolean paused = true;
    private boolean visible = true;

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

    /** Whether its owner's screen shows it. */
    boolean visible() {
        return visible;
    }

    void visible(boolean now) {
        visible = now;
    }
}
