package dev.parley.sfu.load;

import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.DtlsRole;
import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.TransportProtocol;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.signaling.VisibleProducer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A peer in a room: joins, publishes and subscribes as any client does, waiting for each answer.
 *
 * <p>Thread: one at a time.
 */
public final class LoadPeer implements AutoCloseable {
    private static final int SCREEN_WIDTH = 1280;
    private static final int SCREEN_HEIGHT = 720;

    private final LoadClient client;
    private final SignalingSocket socket;
    private final RtpCapabilities capabilities;
    private final List<String> producersThere;
    private final List<LoadTransport> transports = new ArrayList<>();
    private final Wishes wishes = new Wishes();
    private int nextMid;

    LoadPeer(LoadClient client, SignalingSocket socket, String room, String token, Generation generation)
            throws LoadException {
        this.client = client;
        this.socket = socket;
        this.socket.tell(wishes);
        RtpCapabilities router = socket.ask(
                        new ClientMessage.GetRouterRtpCapabilities(), ServerMessage.RouterRtpCapabilities.class)
                .rtpCapabilities();
        this.capabilities = switch (generation) {
            case BASE -> LoadMedia.received(router);
            case EXTENDED -> LoadMedia.viewed(router);
        };
        ServerMessage.RoomJoined joined = socket.ask(
                new ClientMessage.JoinRoom(room, "", token, generation == Generation.BASE ? 0 : 2),
                ServerMessage.RoomJoined.class);
        this.producersThere = joined.existingProducers().stream()
                .flatMap(peer -> peer.producers().stream())
                .map(producer -> producer.producerId())
                .toList();
    }

    /** The server's name for this peer. */
    public String peerId() {
        return socket.peerId();
    }

    /** The producers of the others at the time of joining. */
    public List<String> producersThere() {
        return producersThere;
    }

    /** Makes a transport and begins to connect it; {@link LoadTransport#connected} tells when it is. */
    public LoadTransport connect(TransportDirection direction) throws IOException {
        LoadTransport transport = prepare(direction);
        client.begin(List.of(transport));
        return transport;
    }

    /**
     * As above, by way of one of the server's candidates, or of the like of it where the transport is on another of the
     * server's workers.
     */
    public LoadTransport connect(TransportDirection direction, IceCandidate candidate) throws IOException {
        LoadTransport transport = prepare(direction, offered -> like(candidate, offered));
        client.begin(List.of(transport));
        return transport;
    }

    private static IceCandidate like(IceCandidate wanted, List<IceCandidate> offered) throws LoadException {
        return offered.stream()
                .filter(each ->
                        each.protocol() == wanted.protocol() && each.ip().equals(wanted.ip()))
                .min(Comparator.comparingInt(each -> each.port() == wanted.port() ? 0 : 1))
                .orElseThrow(() -> new LoadException("the server has no " + wanted.protocol() + " candidate any more"));
    }

    /** Asks for a transport that is not used, for the server's candidates: those of the room's home. */
    public List<IceCandidate> candidates() throws LoadException {
        return socket.ask(
                        new ClientMessage.CreateTransport(TransportDirection.SEND),
                        ServerMessage.TransportCreated.class)
                .iceCandidates();
    }

    /** Makes a transport which both sides know, and sends nothing on it before {@link LoadClient#begin}. */
    public LoadTransport prepare(TransportDirection direction) throws IOException {
        return prepare(direction, LoadPeer::bestUdp);
    }

    /** Which of the server's candidates is taken. */
    private interface Choice {
        IceCandidate of(List<IceCandidate> candidates) throws IOException;
    }

    private LoadTransport prepare(TransportDirection direction, Choice choice) throws IOException {
        ServerMessage.TransportCreated created =
                socket.ask(new ClientMessage.CreateTransport(direction), ServerMessage.TransportCreated.class);
        IceCandidate candidate = choice.of(created.iceCandidates());
        LoadTransport transport = client.open(
                created.transportId(),
                candidate.protocol(),
                addressOf(candidate),
                new IceCredentials(
                        created.iceParameters().usernameFragment(),
                        created.iceParameters().password()),
                fingerprintOf(created.dtlsParameters()));
        transports.add(transport);
        socket.ask(
                new ClientMessage.ConnectTransport(
                        created.transportId(),
                        new DtlsParameters(DtlsRole.CLIENT, List.of(client.signaledFingerprint()))),
                ServerMessage.TransportConnected.class);
        return transport;
    }

    private static IceCandidate bestUdp(List<IceCandidate> candidates) throws LoadException {
        return candidates.stream()
                .filter(candidate -> candidate.protocol() == TransportProtocol.UDP)
                .max(Comparator.comparingLong(IceCandidate::priority))
                .orElseThrow(() -> new LoadException("the server has no UDP candidate"));
    }

    private static InetSocketAddress addressOf(IceCandidate candidate) throws IOException {
        String address = candidate.address().isEmpty() ? candidate.ip() : candidate.address();
        return new InetSocketAddress(InetAddress.getByName(address), candidate.port());
    }

    private static Fingerprint fingerprintOf(DtlsParameters parameters) throws LoadException {
        return parameters.fingerprints().stream()
                .flatMap(each -> Fingerprint.parse(each.algorithm(), each.value()).stream())
                .findFirst()
                .orElseThrow(() -> new LoadException("the server has no fingerprint of a hash that is trusted"));
    }

    /**
     * Publishes a track; it sends while {@link LoadClient#startSending the client does}.
     *
     * @return the producer's id
     */
    public String publish(LoadTransport transport, StreamShape shape) throws LoadException {
        int ssrc = client.nextSsrc();
        String producerId = produce(transport, shape.kind(), List.of(ssrc));
        client.publish(transport, shape, ssrc);
        return producerId;
    }

    private String produce(LoadTransport transport, MediaKind kind, List<Integer> ssrcs) throws LoadException {
        return socket.ask(
                        new ClientMessage.Produce(
                                transport.id(),
                                kind,
                                LoadMedia.published(kind, nextMid++, ssrcs),
                                Optional.empty(),
                                false),
                        ServerMessage.Produced.class,
                        produced -> produced.kind() == kind)
                .producerId();
    }

    /**
     * Publishes a camera with pictures that libvpx made; it sends while {@link LoadClient#startSending the client does},
     * and leaves out the sizes that the server says nobody watches.
     *
     * @param simulcast in three sizes at once, else in the largest only
     * @return the producer's id
     */
    public String publishCamera(LoadTransport transport, boolean simulcast) throws LoadException {
        List<CameraClip> all = CameraClip.sizes();
        List<CameraClip> sizes = simulcast ? all : List.of(all.getLast());
        List<Integer> ssrcs = sizes.stream().map(_ -> client.nextSsrc()).toList();
        String producerId = produce(transport, MediaKind.VIDEO, ssrcs);
        wishes.ofCamera(producerId, client.publish(transport, sizes, ssrcs));
        return producerId;
    }

    /** Consumes a producer's media and resumes it at once. */
    public void subscribe(LoadTransport transport, String producerId) throws LoadException {
        ServerMessage.Consumed consumed = consume(producerId);
        long ssrc = consumed.rtpParameters().encodings().stream()
                .mapToLong(encoding -> encoding.ssrc())
                .filter(each -> each != 0)
                .findFirst()
                .orElseThrow(() -> new LoadException("a consumer without an SSRC"));
        client.expect(transport, (int) ssrc);
        resume(consumed);
    }

    private ServerMessage.Consumed consume(String producerId) throws LoadException {
        return socket.ask(
                new ClientMessage.Consume(producerId, capabilities),
                ServerMessage.Consumed.class,
                answer -> answer.producerId().equals(producerId));
    }

    private void resume(ServerMessage.Consumed consumed) throws LoadException {
        socket.ask(new ClientMessage.ResumeConsumer(consumed.consumerId()), ServerMessage.ConsumerResumed.class);
    }

    /** Consumes cameras in these sizes, says so in its layout, and looks at what comes: {@link LoadClient#views}. */
    public void view(LoadTransport transport, List<VisibleProducer> cameras) throws LoadException {
        List<ServerMessage.Consumed> consumers = new ArrayList<>();
        for (VisibleProducer camera : cameras) {
            ServerMessage.Consumed consumed = consume(camera.producerId());
            client.view(transport, consumed.rtpParameters(), camera.height());
            consumers.add(consumed);
        }
        socket.ask(new RoomRequest.SetLayout(cameras), RoomNews.LayoutTaken.class);
        for (ServerMessage.Consumed consumed : consumers) {
            resume(consumed);
        }
    }

    /** Which layers of the cameras somebody watches; the server may say so before it answers that it has the camera. */
    private final class Wishes implements SignalingSocket.News {
        private final Map<String, Integer> wanted = new HashMap<>();
        private final Map<String, OutgoingCamera> cameras = new HashMap<>();

        @Override
        public synchronized void layersWanted(LayerNews.ProducerLayersWanted news) {
            int layer = news.spatialLayer().orElse(-1);
            wanted.put(news.producerId(), layer);
            @Nullable OutgoingCamera camera = cameras.get(news.producerId());
            if (camera != null) {
                client.wanted(camera, layer);
            }
        }

        synchronized void ofCamera(String producerId, OutgoingCamera camera) {
            cameras.put(producerId, camera);
            @Nullable Integer layer = wanted.get(producerId);
            if (layer != null) {
                client.wanted(camera, layer);
            }
        }
    }

    /** Says that of all videos those of these producers are on the screen. */
    public void show(List<String> producerIds) throws LoadException {
        socket.ask(
                new RoomRequest.SetLayout(producerIds.stream()
                        .map(id -> new VisibleProducer(id, SCREEN_WIDTH, SCREEN_HEIGHT))
                        .toList()),
                RoomNews.LayoutTaken.class);
    }

    /** Ends the transports and the socket. */
    @Override
    public void close() {
        transports.forEach(client::closeTransport);
        transports.clear();
        socket.close();
    }
}
