package dev.parley.desktop.call;

import dev.parley.desktop.track.OutboundVideo;
import dev.parley.desktop.transport.MediaParameters;
import dev.parley.desktop.transport.RoundTrip;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is sent and received during a stay. Thread: the call's. */
final class StayMedia implements AutoCloseable {
    private final MeetingSettings settings;
    private final Line line;
    private final People people;
    private final Runnable onConsumer;
    private final String cname = Long.toHexString(System.nanoTime());
    private final MediaPaths paths;
    private @Nullable SendTransport send;
    private @Nullable Publisher publisher;
    private @Nullable ScreenPublisher screen;
    private @Nullable Subscriber subscriber;
    private boolean closed;

    /** @param onConsumer told when one more video of somebody comes */
    StayMedia(MeetingSettings settings, Line line, People people, MediaPaths.Listener listener, Runnable onConsumer) {
        this.settings = settings;
        this.line = line;
        this.people = people;
        this.onConsumer = onConsumer;
        paths = new MediaPaths(settings, line, cname, listener);
    }

    /** Can be told from now on what to receive; it comes once {@link #open} has been called. */
    void prepare(RtpCapabilities offered) {
        subscriber = new Subscriber(
                line,
                MediaParameters.receivable(offered),
                settings.receive(),
                people,
                settings.own(),
                paths.media(),
                onConsumer);
    }

    /** Asks for both ways; done when the server has agreed. */
    CompletableFuture<Void> open(RtpCapabilities offered) {
        CompletableFuture<Void> receiving = paths.receiving().thenAccept(there -> {
            if (subscriber != null) {
                subscriber.start(there);
            }
        });
        CompletableFuture<Void> sending =
                paths.sending(this::available).thenAccept(transport -> publish(transport, offered));
        return CompletableFuture.allOf(receiving, sending);
    }

    /** All of what the others send. */
    void wantAll(ServerMessage.RoomJoined room) {
        room.existingProducers()
                .forEach(peer -> peer.producers()
                        .forEach(producer -> want(peer.peerId(), producer.producerId(), producer.kind())));
    }

    /** One thing that somebody sends. */
    void want(String peerId, String producerId, MediaKind kind) {
        if (subscriber != null) {
            subscriber.want(peerId, producerId, kind);
        }
    }

    private void publish(SendTransport transport, RtpCapabilities offered) {
        send = transport;
        if (!closed) {
            Publisher own =
                    new Publisher(line, transport, paths.media(), offered, settings.own(), cname, settings.executor());
            publisher = own;
            screen = new ScreenPublisher(line, transport, paths.media(), offered, settings.own(), cname);
            available(transport.availableBitsPerSecond());
            devicesChanged();
        }
    }

    private void available(long bitsPerSecond) {
        Publisher people = publisher;
        ScreenPublisher shared = screen;
        if (people != null && shared != null) {
            Budget.Sent sent = Budget.ofSent(
                    bitsPerSecond,
                    DataSaver.ownLimit(settings.own().budget()),
                    settings.own().isOn(LocalMedia.Device.CAMERA),
                    shared.isActive());
            people.available(sent.camera());
            shared.available(sent.screen());
        }
    }

    /** Somebody watches the sizes up to this one of something that we send, and nobody larger ones. */
    void layersWanted(LayerNews.ProducerLayersWanted wanted) {
        if (publisher != null) {
            publisher.layersWanted(wanted.producerId(), wanted.spatialLayer().orElse(0));
        }
    }

    /** Other layers of something that we receive are sent than before. */
    void layersChanged(LayerNews.ConsumerLayersChanged changed) {
        if (subscriber != null) {
            subscriber.layersChanged(changed);
        }
    }

    /** Whether the server still has all of it, so that it can go on over another socket. */
    boolean isKept(RoomNews.SessionResumed answer) {
        return subscriber != null && answer.transports().containsAll(paths.ids());
    }

    /** The socket is another: receives again what is there no more. To be called before the people are brought in step. */
    void keepOnly(RoomNews.SessionResumed answer) {
        if (subscriber != null) {
            subscriber.keepOnly(answer.consumers());
        }
    }

    /** The socket is another: asks for what is missing. */
    void resume(RoomNews.SessionResumed answer) {
        wantAll(answer.room());
        Publisher people = publisher;
        ScreenPublisher shared = screen;
        if (people != null && shared != null) {
            people.resumed(answer.producers().stream()
                    .filter(each -> !shared.has(each.producerId()))
                    .toList());
            shared.resumed(answer.producers());
        }
    }

    /** Sends what is on, and no longer what is off. */
    void devicesChanged() {
        if (publisher != null && screen != null) {
            publisher.bringInStep();
            screen.bringInStep();
            budgetChanged();
        }
    }

    /** The server sends on no longer what comes from this device; it is turned off. */
    void silenced(LocalMedia.Device device) {
        if (publisher != null) {
            publisher.silenced(device);
        }
    }

    /** What may be sent is to be shared out anew. */
    void budgetChanged() {
        if (send != null) {
            available(send.availableBitsPerSecond());
        }
    }

    /** The server has ended a transport. */
    void lost(String why) {
        paths.lost(why);
    }

    RoundTrip roundTrip() {
        return paths.roundTrip();
    }

    Optional<Publisher> publisher() {
        return Optional.ofNullable(publisher);
    }

    /** One's own screen, as it is sent; empty when it is not. */
    Optional<OutboundVideo> screenVideo() {
        return Optional.ofNullable(screen).flatMap(ScreenPublisher::video);
    }

    Optional<SendTransport> sendTransport() {
        return Optional.ofNullable(send);
    }

    @Override
    public void close() {
        closed = true;
        if (screen != null) {
            screen.close();
        }
        if (publisher != null) {
            publisher.close();
        }
        if (subscriber != null) {
            subscriber.close();
        }
        paths.close();
    }
}
