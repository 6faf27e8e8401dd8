package dev.parley.sfu.worker;

import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.IceParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.ConsumerFigures;
import dev.parley.sfu.consumer.ConsumerOptions;
import dev.parley.sfu.observer.AudioLevel;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.producer.EncodingFigures;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.router.Router;
import dev.parley.sfu.stream.Track;
import dev.parley.sfu.transport.TransportName;
import dev.parley.sfu.transport.WebRtcTransport;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door to a router for the control thread, on which alone it is used and on which every answer comes. What is no
 * longer there when a call arrives fails it with {@link GoneException}: it ended while the call was on its way.
 */
public final class RouterProxy {
    /** What happens on a router by itself; told on the control thread. */
    public interface Listener {
        /** A transport has ended, with its producers and consumers. */
        void transportFailed(String transportId, WebRtcTransport.FailureReason reason);

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

    /** What was asked for has ended. */
    public static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Kind kind;

        /** What it was. */
        public enum Kind {
            /** A transport. */
            TRANSPORT,
            /** A producer. */
            PRODUCER,
            /** A consumer. */
            CONSUMER
        }

        GoneException(Kind kind, String id) {
            super(kind.name().toLowerCase(Locale.ROOT) + " " + id + " has ended");
            this.kind = kind;
        }

        /** What it was. */
        public Kind kind() {
            return kind;
        }
    }

    private final WorkerProxy proxy;
    private final Worker worker;
    private final Router router;
    private final Executor control;
    private final Listener listener;
    private final SecureRandom random = new SecureRandom();
    private int receivers;
    private boolean closed;

    RouterProxy(WorkerProxy proxy, Worker worker, Router router, Executor control, Listener listener) {
        this.proxy = proxy;
        this.worker = worker;
        this.router = router;
        this.control = control;
        this.listener = listener;
    }

    /**
     * Makes a transport.
     *
     * @param loopbackClient the loopback addresses the client's signaling came from; empty when it came from outside
     */
    public CompletableFuture<TransportDescription> createTransport(
            TransportName name, List<InetAddress> loopbackClient) {
        IceCredentials credentials = IceCredentials.random(random);
        TransportDescription description = new TransportDescription(
                parameters(credentials),
                worker.candidates(loopbackClient),
                new DtlsParameters(dev.parley.protocol.media.DtlsRole.AUTO, List.of(worker.fingerprint())));
        return call(() -> {
            worker.createTransport(router, name, credentials, this::failed);
            return description;
        });
    }

    private void failed(String transportId, WebRtcTransport.FailureReason reason) {
        control.execute(() -> listener.transportFailed(transportId, reason));
    }

    private static IceParameters parameters(IceCredentials credentials) {
        return new IceParameters(credentials.usernameFragment(), credentials.password(), true);
    }

    /** Begins the DTLS handshake in {@code role} with the owner of the certificate that {@code remote} describes. */
    public CompletableFuture<Void> connect(String transportId, DtlsRole role, Fingerprint remote) {
        return run(() -> transport(transportId).connect(role, remote));
    }

    /** New ICE credentials for a transport. */
    public CompletableFuture<IceParameters> restartIce(String transportId) {
        IceCredentials fresh = IceCredentials.random(random);
        return call(() -> {
            worker.restartIce(transport(transportId), fresh);
            return parameters(fresh);
        });
    }

    /** Adds a producer to a transport. */
    public CompletableFuture<Void> produce(String transportId, NewProducer asked) {
        return run(() -> {
            WebRtcTransport transport = transport(transportId);
            router.add(
                    new Producer(
                            asked.id(),
                            asked.kind(),
                            asked.parameters(),
                            asked.mapping(),
                            asked.paused(),
                            transport.towardsPublisher(),
                            router),
                    transport);
            asked.voiceOf().ifPresent(person -> router.listenTo(asked.id(), person));
        });
    }

    /**
     * What is asked for of a producer.
     *
     * @param parameters as the publisher gave them, checked by the negotiation
     * @param mapping of its payload types to the router's
     * @param voiceOf the person whose voice it brings; empty for pictures and the sound of a screen
     */
    public record NewProducer(
            String id,
            MediaKind kind,
            RtpParameters parameters,
            RtpMapping mapping,
            Optional<String> voiceOf,
            boolean paused) {}

    /** Adds a consumer to a transport; it starts paused. */
    public CompletableFuture<Void> consume(String transportId, NewConsumer asked) {
        long seed = random.nextLong();
        return run(() -> {
            WebRtcTransport transport = transport(transportId);
            Track track = track(asked);
            ConsumerOptions options = new ConsumerOptions(
                    asked.id(),
                    track.id(),
                    track.kind(),
                    asked.screenShare(),
                    asked.rtpParameters(),
                    track.paused(),
                    seed);
            Consumer consumer = new Consumer(options, track.layers(), transport.towardsSubscriber(), router);
            if (track instanceof PipeProducer piped && router.track(track.id()) == null) {
                router.add(piped);
            }
            router.add(consumer, transport);
        });
    }

    /** What is to be consumed: the producer itself, or what stands for it here. */
    private Track track(NewConsumer asked) {
        NewProducer producer = asked.producer();
        Track known = router.track(producer.id());
        if (known == null && asked.from() != this) {
            return new PipeProducer(
                    producer.id(),
                    producer.kind(),
                    producer.parameters(),
                    producer.mapping(),
                    new PipeBack(asked.from().worker, asked.from().router, worker),
                    router.pipeEnds());
        }
        return present(GoneException.Kind.PRODUCER, producer.id(), known);
    }

    /**
     * What is asked for of a consumer.
     *
     * @param producer what it consumes, as that was made
     * @param from the router that is on
     * @param screenShare whether its producer shows a screen
     * @param rtpParameters as sent to the subscriber
     */
    public record NewConsumer(
            String id, NewProducer producer, RouterProxy from, boolean screenShare, RtpParameters rtpParameters) {}

    /** Says up to which layer a subscriber wants a consumer. */
    public CompletableFuture<Void> preferLayers(String consumerId, int spatialLayer, int temporalLayer) {
        return run(() -> consumer(consumerId).prefer(spatialLayer, temporalLayer, System.nanoTime()));
    }

    /** Says how much a consumer matters among those of its subscriber, 1 to 255. */
    public CompletableFuture<Void> setPriority(String consumerId, int priority) {
        return run(() -> consumer(consumerId).priority(priority));
    }

    /** How each encoding of a producer arrives. */
    public CompletableFuture<List<EncodingFigures>> producerFigures(String producerId) {
        return call(() -> present(GoneException.Kind.PRODUCER, producerId, router.producer(producerId))
                .figures(System.nanoTime()));
    }

    /** How a consumer is sent. */
    public CompletableFuture<ConsumerFigures> consumerFigures(String consumerId) {
        return call(() -> ConsumerFigures.of(consumer(consumerId)));
    }

    /** Says how large a consumer is shown, in pixels. */
    public CompletableFuture<Void> show(String consumerId, int width, int height) {
        return run(() -> consumer(consumerId).visible(width, height, System.nanoTime()));
    }

    /** Lets a consumer's packets flow. */
    public CompletableFuture<Void> resumeConsumer(String consumerId) {
        return run(() -> consumer(consumerId).resume(System.nanoTime()));
    }

    /** Stops a consumer's packets. */
    public CompletableFuture<Void> pauseConsumer(String consumerId) {
        return run(() -> consumer(consumerId).pause());
    }

    /** Asks for a key frame for a consumer. */
    public CompletableFuture<Void> requestKeyFrame(String consumerId) {
        return run(() -> consumer(consumerId).keyFrameRequested(System.nanoTime()));
    }

    /** Stops a producer's packets on their way to all consumers. */
    public CompletableFuture<Void> pauseProducer(String producerId) {
        return run(() -> router.pauseProducer(producerId, System.nanoTime()));
    }

    /** Lets a producer's packets go on. */
    public CompletableFuture<Void> resumeProducer(String producerId) {
        return run(() -> router.resumeProducer(producerId, System.nanoTime()));
    }

    /** Ends a producer and its consumers. */
    public CompletableFuture<Void> closeProducer(String producerId) {
        return run(() -> router.closeProducer(producerId));
    }

    /** Ends a consumer. */
    public CompletableFuture<Void> closeConsumer(String consumerId) {
        return run(() -> router.closeConsumer(consumerId));
    }

    /** Ends a transport with its producers and consumers. */
    public CompletableFuture<Void> closeTransport(String transportId) {
        return run(() -> router.closeTransport(transportId));
    }

    /** A transport that receives is to be made on it; counted until {@link #receiverGone}. */
    public void receiverPlaced() {
        receivers++;
        proxy.receivers(1);
    }

    /** A transport that receives is gone, or was not made. */
    public void receiverGone() {
        if (!closed) {
            receivers--;
            proxy.receivers(-1);
        }
    }

    /** Ends everything. */
    public CompletableFuture<Void> close() {
        proxy.receivers(-receivers);
        closed = true;
        proxy.routerClosed();
        return run(() -> worker.closeRouter(router));
    }

    /** The Worker it lives on. */
    public WorkerProxy worker() {
        return proxy;
    }

    private WebRtcTransport transport(String transportId) {
        return present(GoneException.Kind.TRANSPORT, transportId, router.transport(transportId));
    }

    private Consumer consumer(String consumerId) {
        return present(GoneException.Kind.CONSUMER, consumerId, router.consumer(consumerId));
    }

    private static <T> T present(GoneException.Kind kind, String id, @Nullable T found) {
        if (found == null) {
            throw new GoneException(kind, id);
        }
        return found;
    }

    private <T> CompletableFuture<T> call(Supplier<T> task) {
        return proxy.call(task);
    }

    private CompletableFuture<Void> run(Runnable task) {
        return proxy.call(() -> {
                    task.run();
                    return true;
                })
                .thenApply(_ -> null);
    }
}
