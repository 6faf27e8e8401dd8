package dev.parley.desktop.call;

import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import dev.parley.desktop.signaling.SignalingClient;
import dev.parley.desktop.track.InboundAudio;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.RecvTransport;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives what the others send: one consumer for each of their producers. Thread: the call's. */
final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final SignalingClient signaling;
    private final RtpCapabilities capabilities;
    private final Receive receive;
    private final People people;
    private final OwnMedia own;
    private final MediaThread media;
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, LipSync> lipSyncs = new HashMap<>();
    private final CompletableFuture<RecvTransport> transport = new CompletableFuture<>();
    private boolean closed;

    Subscriber(
            SignalingClient signaling,
            RtpCapabilities capabilities,
            Receive receive,
            People people,
            OwnMedia own,
            MediaThread media) {
        this.signaling = signaling;
        this.capabilities = capabilities;
        this.receive = receive;
        this.people = people;
        this.own = own;
        this.media = media;
    }

    /** There is a transport to receive on. */
    void start(RecvTransport there) {
        transport.complete(there);
    }

    /** Asks for a producer's media, unless that kind is not wanted at all. The server answers as soon as there is a transport on its side. */
    void want(String peerId, String producerId, MediaKind kind) {
        if (closed || !receive.wants(kind) || !wanted.add(producerId)) {
            return;
        }
        var _ = signaling
                .ask(new ClientMessage.Consume(producerId, capabilities), ServerMessage.Consumed.class)
                .thenCombine(transport, (consumed, there) -> {
                    consume(peerId, consumed, there);
                    return consumed;
                })
                .exceptionally(failure -> {
                    wanted.remove(producerId);
                    LOG.info("a stream of {} cannot be received: {}", peerId, failure.toString());
                    return null;
                });
    }

    private void consume(String peerId, ServerMessage.Consumed consumed, RecvTransport there) {
        Optional<RemotePerson> person = people.get(peerId).filter(each -> each.has(consumed.producerId()));
        if (closed || person.isEmpty()) {
            return; // gone meanwhile
        }
        person.get().paused(consumed.producerId(), consumed.producerPaused());
        people.changed(person.get());
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
            @Nullable SignalingClient to = closed ? null : signaling;
            if (to != null) {
                var _ = to.ask(new ClientMessage.ResumeConsumer(consumerId), ServerMessage.ConsumerResumed.class)
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
