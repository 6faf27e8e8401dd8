package dev.parley.desktop.call;

import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import dev.parley.desktop.signaling.RefusedException;
import dev.parley.desktop.track.InboundAudio;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.RecvTransport;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.OwnConsumer;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives what the others send: one consumer for each of their producers. Thread: the call's. */
final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final Line line;
    private final RtpCapabilities capabilities;
    private final Receive receive;
    private final People people;
    private final OwnMedia own;
    private final MediaThread media;
    private final Runnable onVideo;
    /** By producer: the consumer, empty while the server has not answered. */
    private final Map<String, String> wanted = new HashMap<>();

    private final Map<String, LipSync> lipSyncs = new HashMap<>();
    private final CompletableFuture<RecvTransport> transport = new CompletableFuture<>();
    private boolean closed;

    /** @param onVideo told when one more video comes */
    Subscriber(
            Line line,
            RtpCapabilities capabilities,
            Receive receive,
            People people,
            OwnMedia own,
            MediaThread media,
            Runnable onVideo) {
        this.line = line;
        this.capabilities = capabilities;
        this.receive = receive;
        this.people = people;
        this.own = own;
        this.media = media;
        this.onVideo = onVideo;
    }

    /** There is a transport to receive on. */
    void start(RecvTransport there) {
        transport.complete(there);
    }

    /** Asks for a producer's media, unless that kind is not wanted at all. The server answers as soon as there is a transport on its side. */
    void want(String peerId, String producerId, MediaKind kind) {
        if (closed || !receive.wants(kind) || wanted.putIfAbsent(producerId, "") != null) {
            return;
        }
        var _ = line.ask(new ClientMessage.Consume(producerId, capabilities), ServerMessage.Consumed.class)
                .thenApply(consumed -> {
                    wanted.put(producerId, consumed.consumerId());
                    return consumed;
                })
                .thenCombine(transport, (consumed, there) -> {
                    consume(peerId, consumed, there);
                    return consumed;
                })
                .exceptionally(failure -> {
                    wanted.remove(producerId);
                    if (RefusedException.isFor(failure, ErrorCode.CANNOT_CONSUME)) {
                        people.undecodable(producerId);
                    }
                    LOG.info("a stream of {} cannot be received: {}", peerId, failure.toString());
                    return null;
                });
    }

    /** Other layers of one of our consumers are sent than before. */
    void layersChanged(LayerNews.ConsumerLayersChanged changed) {
        Optional<Participant.Layers> layers = changed.spatialLayer()
                .map(spatial ->
                        new Participant.Layers(spatial, changed.temporalLayer().orElse(0)));
        wanted.forEach((producerId, consumerId) -> {
            if (consumerId.equals(changed.consumerId())) {
                people.layers(producerId, layers);
            }
        });
    }

    /** The socket is another; these consumers are still there. What is missing of ours can be asked for again. */
    void keepOnly(List<OwnConsumer> kept) {
        Map<String, OwnConsumer> byId =
                kept.stream().collect(Collectors.toMap(OwnConsumer::consumerId, each -> each, (one, other) -> one));
        Map.copyOf(wanted).forEach((producerId, consumerId) -> {
            OwnConsumer there = byId.remove(consumerId);
            if (there == null) {
                wanted.remove(producerId);
                people.dropTrack(producerId);
            } else if (there.paused()) {
                resume(consumerId);
            }
        });
        // Their making was answered when we could not hear it.
        byId.keySet().forEach(consumerId -> {
            var _ = line.ask(new ClientMessage.CloseConsumer(consumerId), ServerMessage.ConsumerClosed.class)
                    .exceptionally(failure -> {
                        LOG.debug("a consumer was gone before it was closed: {}", failure.toString());
                        return null;
                    });
        });
    }

    private void consume(String peerId, ServerMessage.Consumed consumed, RecvTransport there) {
        Optional<RemotePerson> person = people.get(peerId).filter(each -> each.has(consumed.producerId()));
        if (closed || person.isEmpty()) {
            return; // gone meanwhile
        }
        person.get().paused(consumed.producerId(), consumed.producerPaused());
        people.changed(person.get());
        if (consumed.kind() == MediaKind.VIDEO) {
            onVideo.run();
        }
        LipSync lipSync = lipSyncs.computeIfAbsent(peerId, id -> new LipSync());
        media.execute(() -> {
            InboundTrack track = begin(consumed, there, lipSync);
            person.get().track(consumed.producerId(), track);
            resume(consumed.consumerId());
        });
    }

    private InboundTrack begin(ServerMessage.Consumed consumed, RecvTransport there, LipSync lipSync) {
        if (consumed.kind() == MediaKind.VIDEO) {
            return InboundTrack.Video.begin(there, media, consumed.rtpParameters(), own.codecs(), lipSync);
        }
        RtpClock clock =
                new RtpClock(consumed.rtpParameters().codecs().getFirst().clockRate());
        InboundAudio audio = new InboundAudio(AudioCodecs.find(), clock, lipSync);
        return InboundTrack.Sound.begin(there, media, consumed.rtpParameters(), audio, clock, own.audio());
    }

    private void resume(String consumerId) {
        people.executor().execute(() -> {
            if (!closed) {
                var _ = line.ask(new ClientMessage.ResumeConsumer(consumerId), ServerMessage.ConsumerResumed.class)
                        .exceptionally(failure -> {
                            LOG.debug("a consumer was gone before it was resumed: {}", failure.toString());
                            return null;
                        });
            }
        });
    }

    void close() {
        closed = true;
        wanted.clear();
    }
}
