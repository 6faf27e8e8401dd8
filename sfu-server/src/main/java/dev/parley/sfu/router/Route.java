package dev.parley.sfu.router;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.observer.Voice;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.transport.WebRtcTransport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One producer, where it comes from, who gets it, and what is on its way to them. */
final class Route {
    /** One subscriber's trouble is neither the publisher's nor the other subscribers'. */
    interface BrokenListener {
        void broken(Consumer consumer, RuntimeException cause);
    }

    final Producer producer;
    final WebRtcTransport transport;
    final WantedLayers wanted;
    private final BrokenListener broken;
    private final List<BurstPacket> packets = new ArrayList<>();
    /** Replaced, never changed: it is walked while consumers come and go. */
    private Consumer[] consumers = {};

    private boolean complete;

    @Nullable
    Voice voice;

    Route(Producer producer, WebRtcTransport transport, BrokenListener broken) {
        this.producer = producer;
        this.transport = transport;
        this.wanted = new WantedLayers(producer.layers().encodings());
        this.broken = broken;
    }

    Consumer[] consumers() {
        return consumers;
    }

    void add(Consumer consumer) {
        List<Consumer> all = new ArrayList<>(List.of(consumers));
        all.add(consumer);
        consumers = all.toArray(Consumer[]::new);
    }

    void remove(Consumer consumer) {
        List<Consumer> others = new ArrayList<>(List.of(consumers));
        others.remove(consumer);
        consumers = others.toArray(Consumer[]::new);
    }

    /** A packet for the consumers. */
    void hold(BurstPacket packet) {
        packets.add(packet);
        complete |= producer.kind() != MediaKind.VIDEO || packet.packet().rtp().marker();
    }

    /** Whether nothing is held. */
    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** Whether there is something among what is held that no others of its picture follow. */
    boolean complete() {
        return complete;
    }

    /**
     * Gives each consumer all packets, one consumer after the other: what is needed for it is at hand meanwhile.
     *
     * @param free takes what is not needed any more
     * @return how many packets that is
     */
    int forward(long nowNanos, List<BurstPacket> free) {
        for (Consumer consumer : consumers) {
            try {
                for (int i = 0; i < packets.size(); i++) {
                    BurstPacket next = packets.get(i);
                    consumer.forward(next.packet(), next.from(), nowNanos);
                }
            } catch (RuntimeException e) {
                broken.broken(consumer, e);
            }
        }
        int count = packets.size();
        for (int i = 0; i < count; i++) {
            BurstPacket done = packets.get(i);
            done.release();
            free.add(done);
        }
        packets.clear();
        complete = false;
        return count;
    }

    /** The consumers get again what is kept from this packet on, which was withheld. */
    void heardAgain(ReceiveStream stream, long first, long nowNanos) {
        for (Consumer consumer : consumers) {
            try {
                consumer.heardAgain(stream, first, nowNanos);
            } catch (RuntimeException e) {
                broken.broken(consumer, e);
            }
        }
    }

    /** Nothing more is forwarded. */
    void close() {
        consumers = new Consumer[0];
    }
}
