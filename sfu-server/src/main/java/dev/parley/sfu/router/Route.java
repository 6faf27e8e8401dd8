package dev.parley.sfu.router;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.observer.Voice;
import dev.parley.sfu.pipe.PipeConsumer;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.stream.LayeredStream;
import dev.parley.sfu.stream.ReceiveStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One producer, where it comes from, who gets it, and what is on its way to them. Who is on another Worker gets it by a pipe. */
final class Route {
    /** One subscriber's trouble is neither the publisher's nor the other subscribers'. */
    interface BrokenListener {
        void broken(Consumer consumer, RuntimeException cause);
    }

    final Origin origin;
    /** Its router's, among those of the Worker. */
    final int routerNumber;

    final WantedLayers wanted;
    private final BrokenListener broken;
    private final List<BurstPacket> packets = new ArrayList<>();
    /** Replaced, never changed: it is walked while consumers come and go. */
    private Consumer[] consumers = {};

    /** To the other Workers on which it is consumed. */
    private final List<PipeConsumer> pipes = new ArrayList<>();
    /** How many of the packets went into the pipes already. */
    private int piped;

    private boolean complete;
    private boolean waits;

    @Nullable
    Voice voice;

    Route(Origin origin, int routerNumber, BrokenListener broken) {
        this.origin = origin;
        this.routerNumber = routerNumber;
        this.wanted = new WantedLayers(origin.track().layers().encodings());
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

    /** The ways to other Workers. */
    List<PipeConsumer> pipes() {
        return pipes;
    }

    /** Up to which spatial layer it is watched, here and elsewhere; -1 for none at all. */
    int watchedLayer() {
        int highest = LayeredStream.NO_LAYER;
        for (Consumer consumer : consumers) {
            highest = Math.max(highest, consumer.desiredSpatialLayer());
        }
        for (PipeConsumer pipe : pipes) {
            highest = Math.max(highest, pipe.wantedSpatialLayer());
        }
        return highest;
    }

    /** It is not consumed any more where this stands for it. */
    void abandon(PipeProducer there) {
        for (PipeConsumer pipe : List.copyOf(pipes)) {
            if (pipe.leadsTo(there)) {
                pipes.remove(pipe);
                pipe.abandon();
            }
        }
    }

    /** Whether its packets may be made longer, to leave in one piece with others. */
    boolean padded() {
        return origin.track().kind() == MediaKind.VIDEO;
    }

    /** The length of the payload of the first packet that is held. */
    int firstLength() {
        return packets.isEmpty() ? 0 : packets.getFirst().packet().rtp().payloadLength();
    }

    /** Adds what is held to {@code all}, unless it only leaves for other Workers. */
    void addTo(List<BurstPacket> all) {
        for (int i = 0; consumers.length > 0 && i < packets.size(); i++) {
            all.add(packets.get(i));
        }
    }

    /** A packet for the consumers. */
    void hold(BurstPacket packet) {
        if (packets.isEmpty() && padded()) {
            lookWhetherToWait();
        }
        packets.add(packet);
        complete |= packet.packet().rtp().marker();
    }

    private void lookWhetherToWait() {
        switch (origin) {
            case Origin.Publisher _ -> waits = joins();
            // What comes from another Worker was waited for there, if anything is won by it here.
            case Origin.OtherWorker(PipeProducer producer) -> producer.joins(joins());
        }
    }

    /** Whether nothing is held. */
    boolean isEmpty() {
        return packets.isEmpty();
    }

    private boolean joins() {
        for (Consumer consumer : consumers) {
            if (consumer.joins()) {
                return true;
            }
        }
        for (int p = 0; p < pipes.size(); p++) {
            if (pipes.get(p).joins()) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything is won for what is held by waiting for others: sound does not wait. */
    boolean waits() {
        return waits;
    }

    /** Whether there is something among what is held that no others of its picture follow. */
    boolean complete() {
        return complete;
    }

    /** Writes all packets into the pipes, of which the other Workers know after {@link #announce}. */
    void pipe() {
        for (int p = 0; p < pipes.size(); p++) {
            PipeConsumer pipe = pipes.get(p);
            for (int i = piped; i < packets.size(); i++) {
                BurstPacket next = packets.get(i);
                pipe.send(next.packet(), next.from());
            }
        }
        piped = packets.size();
    }

    /** The other Workers are to take what was written. */
    void announce() {
        for (int p = 0; p < pipes.size(); p++) {
            pipes.get(p).flush();
        }
    }

    /**
     * Gives each consumer all packets, one consumer after the other: what is needed for it is at hand meanwhile.
     *
     * @param free takes what is not needed any more
     * @return how many packets that is
     */
    int forward(long nowNanos, List<BurstPacket> free) {
        pipe();
        announce();
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
        piped = 0;
        complete = false;
        return count;
    }

    /** Other encodings are being received than before. */
    void layersReceived() {
        for (Consumer consumer : consumers) {
            consumer.layersReceived();
        }
    }

    /** The producer was paused or resumed. */
    void pausedChanged(long nowNanos) {
        boolean paused = origin.track().paused();
        for (Consumer consumer : consumers) {
            consumer.producerPaused(paused, nowNanos);
        }
        pipes.forEach(pipe -> pipe.paused(paused));
    }

    /** The consumers get again what is kept from this packet on, which was withheld. */
    void heardAgain(ReceiveStream stream, long first, long nowNanos) {
        pipes.forEach(pipe -> pipe.heardAgain(stream, first));
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
        pipes.forEach(PipeConsumer::close);
        pipes.clear();
    }
}
