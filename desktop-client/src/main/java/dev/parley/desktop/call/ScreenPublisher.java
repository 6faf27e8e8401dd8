package dev.parley.desktop.call;

import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.track.OutboundVideo;
import dev.parley.desktop.transport.MediaParameters;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.desktop.transport.TransportException;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.ProducerSource;
import dev.parley.protocol.signaling.ServerMessage;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one's own screen for as long as it is shared: a producer anew each time.
 *
 * <p>Thread: the call's, but for what the pipeline calls.
 */
final class ScreenPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScreenPublisher.class);
    private static final long MAX_QUEUE_NANOS = 300_000_000;
    private static final int FIRST_MID = 2; // after sound and camera

    private final Line line;
    private final SendTransport transport;
    private final MediaThread media;
    private final RtpCapabilities router;
    private final OwnMedia own;
    private final String cname;
    private final RandomGenerator random = new SecureRandom();
    private int mid = FIRST_MID;
    private long bitsPerSecond;
    private volatile @Nullable Share present; // written on the call's thread
    private boolean closed;

    /** One time that it is shared. */
    private final class Share {
        final VideoSender sender = new VideoSender(transport, media, random);
        final OutboundVideo video = new OutboundVideo(own.codecs(), OutboundVideo.Content.DETAIL, sender::send);
        String producerId = "";
        boolean over;

        void captured(Picture picture) {
            if (transport.queueNanos() < MAX_QUEUE_NANOS) {
                video.frame(picture);
            }
        }

        /** Sends nothing more. */
        void end() {
            over = true;
            own.ownScreen().send(null);
            video.close();
            sender.end();
        }
    }

    ScreenPublisher(
            Line line, SendTransport transport, MediaThread media, RtpCapabilities router, OwnMedia own, String cname) {
        this.line = line;
        this.transport = transport;
        this.media = media;
        this.router = router;
        this.own = own;
        this.cname = cname;
    }

    /** Whether something is sent. */
    boolean isActive() {
        return present != null;
    }

    /** What is sent; empty when nothing is. */
    Optional<OutboundVideo> video() {
        return Optional.ofNullable(present).map(share -> share.video);
    }

    /** What may be sent. */
    void available(long bits) {
        bitsPerSecond = bits;
        if (present != null) {
            present.video.targetBitrate(bits);
        }
    }

    /** Sends what is shared and not sent yet, and ends what is shared no longer. */
    void bringInStep() {
        if (closed) {
            return;
        }
        boolean shared = own.ownScreen().state() != LocalScreen.State.OFF;
        Share share = present;
        if (shared && share == null) {
            begin();
        } else if (!shared && share != null) {
            present = null;
            share.end();
            tellEnd(share.producerId);
        }
    }

    private void begin() {
        if (!MediaParameters.canSend(router, MediaKind.VIDEO)) {
            LOG.warn("the server does not route our screen");
            return;
        }
        RtpParameters parameters;
        try {
            parameters = MediaParameters.sent(
                    router, MediaKind.VIDEO, Integer.toString(mid++), MediaParameters.Ssrcs.random(random, 1), cname);
        } catch (TransportException e) {
            LOG.warn("nothing to send a screen with", e);
            return;
        }
        Share share = new Share();
        present = share;
        share.video.targetBitrate(bitsPerSecond);
        own.ownScreen().send(share::captured);
        var _ = line.ask(
                        new ClientMessage.Produce(
                                transport.id(), MediaKind.VIDEO, parameters, Optional.of(ProducerSource.SCREEN), false),
                        ServerMessage.Produced.class)
                .handle((produced, failure) -> {
                    if (produced == null) {
                        LOG.warn("the screen cannot be sent: {}", String.valueOf(failure));
                        refused(share);
                    } else if (share.over) {
                        tellEnd(produced.producerId());
                    } else {
                        share.producerId = produced.producerId();
                        share.sender.begin(parameters, share.video::requestKeyFrame);
                        share.video.requestKeyFrame();
                    }
                    return null;
                });
    }

    private void refused(Share share) {
        if (!share.over) {
            present = null;
            share.end();
            own.ownScreen().stop();
        }
    }

    private void tellEnd(String producerId) {
        if (!producerId.isEmpty() && line.isExtended()) {
            var _ = line.ask(new ClientMessage.CloseProducer(producerId), ServerMessage.ProducerClosed.class)
                    .exceptionally(failure -> {
                        LOG.debug("the screen was gone before it was ended: {}", failure.toString());
                        return null;
                    });
        }
    }

    /** Whether this is ours. */
    boolean has(String producerId) {
        Share share = present;
        return share != null && share.producerId.equals(producerId);
    }

    /** The socket is another; these are what the server still has of ours. */
    void resumed(List<ProducerInfo> kept) {
        Share share = present;
        if (share != null) {
            Optional<ProducerInfo> ours = kept.stream()
                    .filter(each -> each.producerId().equals(share.producerId))
                    .findFirst();
            if (ours.isEmpty()) {
                present = null;
                share.end();
            } else if (ours.get().paused()) {
                own.ownScreen().stop(); // somebody who may do that did it while we were away
            }
        }
        bringInStep();
    }

    @Override
    public void close() {
        closed = true;
        Share share = present;
        present = null;
        if (share != null) {
            share.end();
        }
    }
}
