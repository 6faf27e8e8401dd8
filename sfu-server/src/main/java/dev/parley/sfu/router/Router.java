package dev.parley.sfu.router;

import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.observer.AudioLevel;
import dev.parley.sfu.observer.LoudestVoices;
import dev.parley.sfu.observer.Voice;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.Track;
import dev.parley.sfu.transport.WebRtcTransport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The media of one room on one Worker: takes each producer's packet to each of its consumers, and each consumer's wish
 * for a key frame back to its producer.
 *
 * <p>Thread: the Worker's.
 */
public final class Router implements Producer.Listener, Consumer.Listener {
    /** What the router tells its Worker. */
    public interface Listener {
        /** A producer fell silent, or is heard again. */
        void producerSilent(String producerId, boolean silent);

        /** How well each encoding of a producer arrives, 0 to 10. */
        void producerScore(String producerId, List<Integer> scores);

        /** Other layers of a consumer are forwarded than before; -1 twice for none. */
        void consumerLayersChanged(String consumerId, int spatialLayer, int temporalLayer);

        /** How well a consumer arrives at its subscriber, 0 to 10. */
        void consumerScore(String consumerId, int score);

        /** Somebody watches the encodings of a producer up to this one, nobody those above; -1 for none at all. */
        void producerLayersWanted(String producerId, int spatialLayer);

        /** The sound of this producer is the one that matters now: whoever speaks. */
        void activeSpeaker(String producerId);

        /** How loud the loudest were over the last second, the loudest first; empty once when all have fallen silent. */
        void audioLevels(List<AudioLevel> levels);
    }

    /** How often it is looked which layers are watched. */
    private static final long LOOK_NANOS = 200_000_000L;

    /** Packets before the one by which somebody is known to speak: those of speech, and three of how it begins. */
    private static final int KEPT_OF_SPEECH = 5;

    private final Map<String, WebRtcTransport> transports = new HashMap<>();
    private final Map<String, Route> routes = new HashMap<>();
    private final Map<String, PipeProducer> pipeProducers = new HashMap<>();
    private final Map<String, WebRtcTransport> transportOfConsumer = new HashMap<>();
    private final Listener listener;
    private final ReadBurst burst;
    private final int number;
    private final Microphones microphones;
    private final PipeEnds pipeEnds;
    private long nextLookNanos = Long.MIN_VALUE;

    /** A router without transports, on which all sound is forwarded. */
    public Router(Listener listener, ReadBurst burst) {
        this(listener, burst, 0);
    }

    /**
     * A router without transports.
     *
     * @param burst what its Worker reads
     * @param loudest how many voices are forwarded where more than {@value LoudestVoices#LARGE} are; 0 for all
     */
    public Router(Listener listener, ReadBurst burst, int loudest) {
        this.listener = listener;
        this.burst = burst;
        this.number = burst.routerNumber();
        this.microphones = new Microphones(loudest, listener);
        this.pipeEnds = new PipeEnds(this, routes, burst);
    }

    @Override
    public void packet(Producer producer, MediaPacket packet, ReceiveStream stream, long nowNanos) {
        Route route = routes.get(producer.id());
        if (route != null && isForwarded(route, packet, stream, nowNanos)) {
            burst.add(route, packet, stream, nowNanos);
        }
    }

    /** Whether the packet goes to the consumers by itself, and not withheld, nor as the last of those that were. */
    private boolean isForwarded(Route route, MediaPacket packet, ReceiveStream stream, long nowNanos) {
        Voice voice = route.voice;
        if (voice == null) {
            return true;
        }
        boolean before = voice.forwarded();
        if (!microphones.forwards(voice, packet, nowNanos)) {
            return false;
        }
        if (before) {
            return true;
        }
        burst.forward(route);
        route.heardAgain(stream, packet.sequence() - KEPT_OF_SPEECH, nowNanos);
        return false;
    }

    /** One subscriber's trouble is neither the publisher's nor the other subscribers'. */
    void broken(Consumer consumer, RuntimeException cause) {
        WebRtcTransport transport = transportOfConsumer.get(consumer.id());
        if (transport != null) {
            transport.broken(cause);
        }
    }

    /** Time passes; to be called every few tens of milliseconds. */
    public void tick(long nowNanos) {
        microphones.tick(nowNanos);
        for (PipeProducer producer : pipeProducers.values()) {
            producer.tick(nowNanos);
        }
        if (nextLookNanos != Long.MIN_VALUE && nowNanos - nextLookNanos < 0) {
            return;
        }
        nextLookNanos = nowNanos + LOOK_NANOS;
        for (Route route : routes.values()) {
            if (route.origin.track().layers().encodings() > 1) {
                lookWhatIsWatched(route, nowNanos);
            }
        }
    }

    private void lookWhatIsWatched(Route route, long nowNanos) {
        switch (route.origin) {
            case Origin.Publisher(Producer producer, var _) -> {
                if (route.wanted.look(route.watchedLayer(), nowNanos)) {
                    listener.producerLayersWanted(producer.id(), route.wanted.highest());
                }
            }
            // How long to wait before less is believed to be enough is decided where all Workers are known.
            case Origin.OtherWorker(PipeProducer producer) -> producer.layersWanted(route.watchedLayer());
        }
    }

    @Override
    public void silent(Producer producer, boolean silent) {
        listener.producerSilent(producer.id(), silent);
    }

    @Override
    public void layersChanged(Producer producer) {
        Route route = routes.get(producer.id());
        if (route != null) {
            route.layersReceived();
        }
    }

    @Override
    public void clockRead(Producer producer, ReceiveStream stream) {
        Route route = routes.get(producer.id());
        if (route != null) {
            route.pipes().forEach(pipe -> pipe.clockRead(stream));
        }
    }

    @Override
    public void scoresChanged(Producer producer) {
        listener.producerScore(producer.id(), producer.scores());
    }

    @Override
    public void keyFrameNeeded(Consumer consumer, int encoding, long nowNanos) {
        Route route = routes.get(consumer.producerId());
        if (route != null) {
            route.origin.track().keyFrameNeeded(encoding, nowNanos);
        }
    }

    @Override
    public void layersChanged(Consumer consumer) {
        listener.consumerLayersChanged(consumer.id(), consumer.currentSpatialLayer(), consumer.currentTemporalLayer());
    }

    @Override
    public void scoreChanged(Consumer consumer) {
        listener.consumerScore(consumer.id(), consumer.score());
    }

    /** Takes a transport in. */
    public void add(WebRtcTransport transport) {
        transports.put(transport.id(), transport);
    }

    /** The transport, if it is open. */
    public @Nullable WebRtcTransport transport(String transportId) {
        return transports.get(transportId);
    }

    /** Adds a producer to the transport it comes over. */
    public void add(Producer producer, WebRtcTransport transport) {
        routes.put(producer.id(), new Route(new Origin.Publisher(producer, transport), number, this::broken));
        transport.add(producer);
    }

    /**
     * The producer brings the voice of a person, and takes the place of one that did before: who speaks is told by it,
     * and in a large room it may be withheld.
     */
    public void listenTo(String producerId, String person) {
        Route route = routes.get(producerId);
        if (route != null && route.voice == null) {
            route.voice = microphones.add(producerId, person);
        }
    }

    /** Adds what stands for a producer on another Worker; it is gone again with the last of its consumers. */
    public void add(PipeProducer producer) {
        routes.put(producer.id(), new Route(new Origin.OtherWorker(producer), number, this::broken));
        pipeProducers.put(producer.id(), producer);
        producer.open();
    }

    /** Adds a consumer to the transport it goes over. */
    public void add(Consumer consumer, WebRtcTransport transport) {
        Route route = routes.get(consumer.producerId());
        if (route == null) {
            throw new IllegalStateException("no producer " + consumer.producerId());
        }
        route.add(consumer);
        transportOfConsumer.put(consumer.id(), transport);
        transport.add(consumer);
    }

    /** The producer, if it is open. */
    public @Nullable Producer producer(String producerId) {
        Route route = routes.get(producerId);
        return route != null && route.origin instanceof Origin.Publisher(Producer producer, var _) ? producer : null;
    }

    /** What consumers of the producer have on this Worker, if it is open. */
    public @Nullable Track track(String producerId) {
        Route route = routes.get(producerId);
        return route == null ? null : route.origin.track();
    }

    /** The consumer, if it is open. */
    public @Nullable Consumer consumer(String consumerId) {
        WebRtcTransport transport = transportOfConsumer.get(consumerId);
        return transport == null ? null : transport.consumer(consumerId);
    }

    /** Pauses a producer; its consumers know. */
    public void pauseProducer(String producerId, long nowNanos) {
        Route route = routes.get(producerId);
        if (route != null && route.origin instanceof Origin.Publisher(Producer producer, var _) && !producer.paused()) {
            producer.pause();
            route.pausedChanged(nowNanos);
        }
    }

    /** Resumes a producer; video goes on with a key frame. */
    public void resumeProducer(String producerId, long nowNanos) {
        Route route = routes.get(producerId);
        if (route != null && route.origin instanceof Origin.Publisher(Producer producer, var _) && producer.paused()) {
            producer.resume();
            route.pausedChanged(nowNanos);
        }
    }

    /** Ends a producer and all its consumers. */
    public void closeProducer(String producerId) {
        Route route = routes.remove(producerId);
        pipeProducers.remove(producerId);
        if (route != null) {
            if (route.origin instanceof Origin.Publisher(Producer producer, WebRtcTransport transport)) {
                microphones.remove(producerId);
                transport.remove(producer);
            }
            for (Consumer consumer : route.consumers()) {
                WebRtcTransport transport = transportOfConsumer.remove(consumer.id());
                if (transport != null) {
                    transport.remove(consumer);
                }
            }
            route.close();
        }
    }

    /** Ends a consumer. */
    public void closeConsumer(String consumerId) {
        WebRtcTransport transport = transportOfConsumer.remove(consumerId);
        Consumer consumer = transport == null ? null : transport.consumer(consumerId);
        if (transport == null || consumer == null) {
            return;
        }
        transport.remove(consumer);
        Route route = routes.get(consumer.producerId());
        if (route != null) {
            route.remove(consumer);
            if (route.consumers().length == 0 && route.origin instanceof Origin.OtherWorker(PipeProducer producer)) {
                routes.remove(producer.id());
                pipeProducers.remove(producer.id());
                producer.close();
            }
        }
    }

    /** Ends a transport with its producers, their consumers, and its own consumers. */
    public void closeTransport(String transportId) {
        WebRtcTransport transport = transports.remove(transportId);
        if (transport != null) {
            List.copyOf(transport.producers()).forEach(producer -> closeProducer(producer.id()));
            List.copyOf(transport.consumers()).forEach(consumer -> closeConsumer(consumer.id()));
            transport.close();
        }
    }

    /** Ends everything. */
    public void close() {
        List.copyOf(transports.keySet()).forEach(this::closeTransport);
    }

    /** Where producers go to other Workers, and come from them. */
    public PipeEnds pipeEnds() {
        return pipeEnds;
    }

    /** Everything a producer is known by: routes, and ways to other Workers. */
    public int routes() {
        return routes.values().stream()
                .mapToInt(route -> 1 + route.pipes().size())
                .sum();
    }

    /** The number of transports; as with the other two, counted without a look at each. */
    public int transportCount() {
        return transports.size();
    }

    /** The number of producers, those of other Workers not counted. */
    public int producerCount() {
        return routes.size() - pipeProducers.size();
    }

    /** The number of consumers on all transports. */
    public int consumerCount() {
        return transportOfConsumer.size();
    }
}
