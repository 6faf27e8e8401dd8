package dev.parley.sfu.room;

import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.media.ConsumerType;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.ProducerSource;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportCloseReason;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.signaling.VisibleProducer;
import dev.parley.sfu.transport.TransportName;
import dev.parley.sfu.worker.RoomRouters;
import dev.parley.sfu.worker.RouterProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What peers of a room do with media: transports, producers, consumers. Checks each request against what the peer has,
 * negotiates, has the router do it, and only then changes what the room knows; a request that is refused changes nothing.
 */
public final class RoomMedia {
    private final Room room;
    private final RoomRouters routers;
    private final RtpCapabilities capabilities;
    private final PeerLimits limits;
    private final Ids ids;

    RoomMedia(Room room, RoomRouters routers, MediaOptions options) {
        this.room = room;
        this.routers = routers;
        this.capabilities = options.capabilities();
        this.limits = options.limits();
        this.ids = options.ids();
    }

    public CompletableFuture<ServerMessage> createTransport(Peer peer, TransportDirection direction)
            throws RequestRefused {
        require(peer.transports().size() < limits.transports(), "transports");
        String id = ids.next();
        TransportName name = new TransportName(id, room.id(), peer.id());
        RouterProxy router = switch (direction) {
            case SEND -> routers.home();
            case RECV -> routers.forReceiver();
        };
        PeerTransport transport = new PeerTransport(id, direction, router);
        transport.placed();
        return router.createTransport(name, peer.connection().loopbackAddress())
                .<ServerMessage>thenApply(created -> {
                    if (room.has(peer)) {
                        peer.transports().put(id, transport);
                    } else {
                        transport.gone();
                        var _ = router.closeTransport(id);
                    }
                    return new ServerMessage.TransportCreated(
                            id, created.iceParameters(), created.iceCandidates(), created.dtlsParameters(), direction);
                })
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        transport.gone();
                    }
                });
    }

    public CompletableFuture<ServerMessage> connectTransport(Peer peer, ClientMessage.ConnectTransport request)
            throws RequestRefused {
        PeerTransport transport = peer.transport(request.transportId());
        if (transport.connected()) {
            throw new RequestRefused(ErrorCode.ALREADY_CONNECTED, "transport " + transport.id() + " is connected");
        }
        Fingerprint fingerprint = fingerprint(request.dtlsParameters());
        return transport
                .router()
                .connect(transport.id(), localRole(request.dtlsParameters()), fingerprint)
                .thenApply(_ -> {
                    transport.connected(true);
                    return new ServerMessage.TransportConnected(transport.id());
                });
    }

    /** The client's role is the other one; a client that leaves it to us becomes the DTLS client. */
    private static dev.parley.protocol.dtls.DtlsRole localRole(DtlsParameters parameters) {
        return switch (parameters.role()) {
            case AUTO, CLIENT -> dev.parley.protocol.dtls.DtlsRole.SERVER;
            case SERVER -> dev.parley.protocol.dtls.DtlsRole.CLIENT;
        };
    }

    /** The first fingerprint that is well-formed and whose hash is strong enough. */
    private static Fingerprint fingerprint(DtlsParameters parameters) throws RequestRefused {
        return parameters.fingerprints().stream()
                .flatMap(each -> Fingerprint.parse(each.algorithm(), each.value()).stream())
                .findFirst()
                .orElseThrow(() -> new RequestRefused(
                        ErrorCode.BAD_PAYLOAD,
                        "dtlsParameters.fingerprints: expected a well-formed one of sha-256, sha-384 or sha-512"));
    }

    public CompletableFuture<ServerMessage> restartIce(Peer peer, String transportId) throws RequestRefused {
        PeerTransport transport = peer.transport(transportId);
        return transport
                .router()
                .restartIce(transport.id())
                .thenApply(parameters -> new ServerMessage.IceRestarted(transport.id(), parameters));
    }

    public CompletableFuture<ServerMessage> closeTransport(Peer peer, String transportId) throws RequestRefused {
        PeerTransport transport = peer.transport(transportId);
        forget(peer, transport);
        return transport
                .router()
                .closeTransport(transport.id())
                .thenApply(_ -> new ServerMessage.TransportClosed(transport.id(), TransportCloseReason.REQUESTED));
    }

    public CompletableFuture<ServerMessage> produce(Peer peer, ClientMessage.Produce request) throws RequestRefused {
        PeerTransport transport = peer.transport(request.transportId());
        if (transport.direction() != TransportDirection.SEND) {
            throw new RequestRefused(ErrorCode.FORBIDDEN, "transport " + transport.id() + " is for receiving");
        }
        Command.PRODUCE.require(peer);
        require(peer.producers().size() < limits.producers(), "producers");
        MediaKind kind = request.kind();
        RtpParameters parameters;
        RtpMapping mapping;
        RtpParameters consumable;
        try {
            parameters = Ortc.producerRtpParameters(kind, request.rtpParameters());
            mapping = Ortc.producerRtpParametersMapping(parameters, capabilities, ids.ssrc());
            consumable = Ortc.consumableRtpParameters(kind, parameters, capabilities, mapping);
        } catch (OrtcException e) {
            throw new RequestRefused(ErrorCode.BAD_PAYLOAD, "rtpParameters: " + e.text());
        }
        if (!transport.reserve(parameters)) {
            throw new RequestRefused(
                    ErrorCode.BAD_PAYLOAD, "rtpParameters: an SSRC or the MID is in use on this transport already");
        }
        RouterProxy.NewProducer made = new RouterProxy.NewProducer(
                ids.next(),
                kind,
                parameters,
                mapping,
                PeerProducer.voiceOf(peer, kind, request.source()),
                request.paused());
        PeerProducer producer = new PeerProducer(peer, transport, request.source(), made, consumable);
        return transport
                .router()
                .produce(transport.id(), made)
                .<ServerMessage>thenApply(_ -> {
                    if (room.has(peer) && peer.transports().containsKey(transport.id())) {
                        room.add(producer);
                        room.tellOthers(
                                peer,
                                new ServerMessage.NewProducer(
                                        peer.id(), producer.id(), kind, producer.paused(), producer.source()));
                    }
                    return new ServerMessage.Produced(producer.id(), kind);
                })
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        transport.release(parameters);
                    }
                });
    }

    public CompletableFuture<ServerMessage> consume(Peer peer, ClientMessage.Consume request) throws RequestRefused {
        PeerTransport transport = peer.receiveTransport()
                .orElseThrow(() -> new RequestRefused(ErrorCode.NO_SUCH_TRANSPORT, "make a receive transport first"));
        PeerProducer producer = room.producer(request.producerId());
        require(peer.consumers().size() < limits.consumers(), "consumers");
        require(producer.consumersOf(peer) < limits.consumersOfOne(), "consumers of one producer");
        if (!Ortc.canConsume(producer.consumable(), request.rtpCapabilities())) {
            throw new RequestRefused(
                    ErrorCode.CANNOT_CONSUME, "rtpCapabilities have no codec of producer " + producer.id());
        }
        long ssrc = transport.newSsrc(ids);
        RtpParameters parameters;
        try {
            parameters = Ortc.consumerRtpParameters(
                    producer.consumable(),
                    request.rtpCapabilities(),
                    true, // sound too, for those who offer to ask for it: browsers do not
                    transport.nextMid(),
                    ssrc);
        } catch (OrtcException e) {
            transport.releaseSsrc(ssrc);
            throw new RequestRefused(ErrorCode.CANNOT_CONSUME, "rtpCapabilities: " + e.text());
        }
        PeerConsumer consumer = new PeerConsumer(ids.next(), producer, transport, ssrc);
        boolean screen = producer.source().filter(ProducerSource.SCREEN::equals).isPresent();
        RouterProxy.NewConsumer made = new RouterProxy.NewConsumer(
                consumer.id(), producer.made(), producer.transport().router(), screen, parameters);
        return transport
                .router()
                .consume(transport.id(), made)
                .thenCompose(_ -> consumed(peer, consumer, parameters))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        transport.releaseSsrc(ssrc);
                    }
                });
    }

    /** While the consumer was made its producer or its transport may have ended, and it with them: then nobody has it. */
    private CompletableFuture<ServerMessage> consumed(Peer peer, PeerConsumer consumer, RtpParameters parameters) {
        PeerProducer producer = consumer.producer();
        if (!room.has(producer) || !peer.has(consumer.transport())) {
            return CompletableFuture.failedFuture(new RequestRefused(
                    ErrorCode.NO_SUCH_PRODUCER, "producer " + producer.id() + " or your transport has just ended"));
        }
        peer.consumers().put(consumer.id(), consumer);
        producer.consumers().put(consumer.id(), peer);
        return CompletableFuture.completedFuture(new ServerMessage.Consumed(
                consumer.id(),
                producer.id(),
                producer.owner().id(),
                producer.kind(),
                parameters,
                Optional.of(ConsumerType.of(producer.consumable())),
                producer.paused()));
    }

    public CompletableFuture<ServerMessage> resumeConsumer(Peer peer, String consumerId) throws RequestRefused {
        PeerConsumer consumer = peer.consumer(consumerId);
        consumer.paused(false);
        ServerMessage resumed = new ServerMessage.ConsumerResumed(consumer.id());
        return consumer.visible()
                ? consumer.router().resumeConsumer(consumer.id()).thenApply(_ -> resumed)
                : CompletableFuture.completedFuture(resumed);
    }

    public CompletableFuture<ServerMessage> pauseConsumer(Peer peer, String consumerId) throws RequestRefused {
        PeerConsumer consumer = peer.consumer(consumerId);
        consumer.paused(true);
        return consumer.router()
                .pauseConsumer(consumer.id())
                .thenApply(_ -> new ServerMessage.ConsumerPaused(consumer.id()));
    }

    /**
     * Sends a peer the videos that its screen shows, from a key frame on, and no others. What the peer has paused itself
     * stays paused.
     */
    CompletableFuture<ServerMessage> setLayout(Peer peer, List<VisibleProducer> visible) {
        Map<String, VisibleProducer> shown = visible.stream()
                .collect(Collectors.toMap(VisibleProducer::producerId, each -> each, RoomMedia::larger));
        List<CompletableFuture<Void>> changes = new ArrayList<>();
        for (PeerConsumer consumer : peer.consumers().values()) {
            VisibleProducer size = shown.get(consumer.producer().id());
            boolean now = size != null;
            if (size != null && !consumer.isShownAs(size)) {
                consumer.shownAs(size);
                changes.add(unlessGone(consumer.router().show(consumer.id(), size.width(), size.height())));
            }
            if (consumer.producer().kind() == MediaKind.VIDEO && consumer.visible() != now) {
                consumer.visible(now);
                if (!consumer.paused()) {
                    changes.add(unlessGone(
                            now
                                    ? consumer.router().resumeConsumer(consumer.id())
                                    : consumer.router().pauseConsumer(consumer.id())));
                }
            }
        }
        return all(changes).thenApply(_ -> new RoomNews.LayoutTaken());
    }

    private static VisibleProducer larger(VisibleProducer a, VisibleProducer b) {
        return a.height() >= b.height() ? a : b;
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> each) {
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new));
    }

    /** What ended while the call was on its way has nothing more to be done to it. */
    private static CompletableFuture<Void> unlessGone(CompletableFuture<Void> call) {
        return call.exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
            return cause instanceof RouterProxy.GoneException
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(failure);
        });
    }

    /**
     * Pauses those producers of a peer that are chosen, in another's name; the others are told, the peer is not. Whether
     * there was any that was not paused.
     */
    CompletableFuture<Boolean> pauseOf(Peer owner, Predicate<PeerProducer> chosen) {
        List<PeerProducer> running = owner.producers().values().stream()
                .filter(producer -> !producer.paused() && chosen.test(producer))
                .toList();
        List<CompletableFuture<Void>> pauses = running.stream()
                .map(producer -> unlessGone(producer.router()
                        .pauseProducer(producer.id())
                        .thenAccept(_ -> nowPaused(
                                producer, true, new ServerMessage.ProducerPaused(owner.id(), producer.id())))))
                .toList();
        return all(pauses).thenApply(_ -> !running.isEmpty());
    }

    public CompletableFuture<ServerMessage> requestKeyFrame(Peer peer, String consumerId) throws RequestRefused {
        PeerConsumer consumer = peer.consumer(consumerId);
        return consumer.router()
                .requestKeyFrame(consumer.id())
                .thenApply(_ -> new ServerMessage.ConsumerKeyFrameRequested(consumer.id()));
    }

    public CompletableFuture<ServerMessage> closeConsumer(Peer peer, String consumerId) throws RequestRefused {
        PeerConsumer consumer = peer.consumer(consumerId);
        forget(peer, consumer);
        return consumer.router()
                .closeConsumer(consumer.id())
                .thenApply(_ -> new ServerMessage.ConsumerClosed(
                        consumer.id(), consumer.producer().id()));
    }

    public CompletableFuture<ServerMessage> pauseProducer(Peer peer, String producerId) throws RequestRefused {
        PeerProducer producer = peer.producer(producerId);
        ServerMessage paused = new ServerMessage.ProducerPaused(peer.id(), producer.id());
        return producer.router().pauseProducer(producer.id()).thenApply(_ -> nowPaused(producer, true, paused));
    }

    public CompletableFuture<ServerMessage> resumeProducer(Peer peer, String producerId) throws RequestRefused {
        PeerProducer producer = peer.producer(producerId);
        Command.PRODUCE.require(peer);
        ServerMessage resumed = new ServerMessage.ProducerResumed(peer.id(), producer.id());
        return producer.router().resumeProducer(producer.id()).thenApply(_ -> nowPaused(producer, false, resumed));
    }

    private ServerMessage nowPaused(PeerProducer producer, boolean paused, ServerMessage news) {
        if (producer.paused() != paused) {
            producer.paused(paused);
            room.tellOthers(producer.owner(), news);
        }
        return news;
    }

    public CompletableFuture<ServerMessage> closeProducer(Peer peer, String producerId) throws RequestRefused {
        PeerProducer producer = peer.producer(producerId);
        forget(producer);
        ServerMessage closed = new ServerMessage.ProducerClosed(peer.id(), producer.id());
        room.tellOthers(peer, closed);
        return producer.router().closeProducer(producer.id()).thenApply(_ -> closed);
    }

    /** A transport is gone: with it go its producers, of which the others are told, and its consumers. */
    void forget(Peer peer, PeerTransport transport) {
        peer.transports().remove(transport.id());
        transport.gone();
        for (PeerProducer producer : List.copyOf(peer.producers().values())) {
            if (producer.transport() == transport) {
                forget(producer);
                room.tellOthers(peer, new ServerMessage.ProducerClosed(peer.id(), producer.id()));
            }
        }
        for (PeerConsumer consumer : List.copyOf(peer.consumers().values())) {
            if (consumer.transport() == transport) {
                forget(peer, consumer);
            }
        }
    }

    /** A producer is gone: with it go its consumers, of which their owners are told. */
    void forget(PeerProducer producer) {
        room.remove(producer);
        producer.transport().release(producer.parameters());
        producer.consumers().forEach((consumerId, owner) -> {
            PeerConsumer consumer = owner.consumers().remove(consumerId);
            if (consumer != null) {
                consumer.transport().releaseSsrc(consumer.ssrc());
                owner.tell(new ServerMessage.ConsumerClosed(consumerId, producer.id()));
            }
        });
        producer.consumers().clear();
    }

    /** A peer consumes nothing any more. */
    void forgetConsumers(Peer peer) {
        List.copyOf(peer.consumers().values()).forEach(consumer -> forget(peer, consumer));
    }

    private void forget(Peer peer, PeerConsumer consumer) {
        peer.consumers().remove(consumer.id());
        consumer.producer().consumers().remove(consumer.id());
        consumer.transport().releaseSsrc(consumer.ssrc());
    }

    private static void require(boolean within, String what) throws RequestRefused {
        if (!within) {
            throw new RequestRefused(ErrorCode.TOO_MANY, "you have as many " + what + " as one peer may have");
        }
    }
}
