package dev.parley.desktop.call;

import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.track.CameraLayers;
import dev.parley.desktop.track.OutboundAudio;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one's own camera and microphone while they are on, and tells the server when they are not.
 *
 * <p>Thread: the call's, but for what the pipelines call.
 */
final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private static final long MAX_QUEUE_NANOS = 200_000_000;

    private enum Step {
        /** The server was not asked yet. */
        NONE,
        ASKED,
        /** Others get it. */
        LIVE,
        PAUSED
    }

    /** One of the two. */
    private static final class Track {
        final MediaKind kind;
        final LocalMedia.Device device;
        volatile Step step = Step.NONE; // written on the call's thread
        Step known = Step.NONE; // the last that the server agreed to
        String producerId = "";

        Track(MediaKind kind, LocalMedia.Device device) {
            this.kind = kind;
            this.device = device;
        }
    }

    private final Line line;
    private final SendTransport transport;
    private final RtpCapabilities router;
    private final OwnMedia own;
    private final String cname;
    private final Executor thread;
    private final RandomGenerator random = new SecureRandom();
    private final Map<LocalMedia.Device, Track> tracks = new EnumMap<>(LocalMedia.Device.class);
    private final VideoSender pictures;
    private final SoundSender sound;
    private final OutboundVideo video;
    private final OutboundAudio audio;
    /** Of the camera's pictures, in pixels; 0 before the first. */
    private volatile int shortSide;

    private int sizes; // of the camera's pictures that the server knows of
    private boolean closed;

    /** @param thread the call's */
    Publisher(
            Line line,
            SendTransport transport,
            MediaThread media,
            RtpCapabilities router,
            OwnMedia own,
            String cname,
            Executor thread) {
        this.line = line;
        this.transport = transport;
        this.router = router;
        this.own = own;
        this.cname = cname;
        this.thread = thread;
        tracks.put(LocalMedia.Device.CAMERA, new Track(MediaKind.VIDEO, LocalMedia.Device.CAMERA));
        tracks.put(LocalMedia.Device.MICROPHONE, new Track(MediaKind.AUDIO, LocalMedia.Device.MICROPHONE));
        pictures = new VideoSender(transport, media, random);
        sound = new SoundSender(transport, media);
        video = new OutboundVideo(own.codecs(), this::encoded);
        audio = new OutboundAudio(AudioCodecs.find(), this::encoded);
        own.send(this::captured, audio);
    }

    /** On the camera's thread. While much waits to be sent, a further picture would only come later still. */
    private void captured(Picture picture) {
        int side = Math.min(picture.width(), picture.height());
        if (side != shortSide) {
            shortSide = side;
            look();
        }
        if (transport.queueNanos() < MAX_QUEUE_NANOS) {
            video.frame(picture);
        }
    }

    /** The first picture, or one of another size, says in how many sizes it is to be sent. */
    private void look() {
        try {
            thread.execute(() -> bringInStep(track(LocalMedia.Device.CAMERA)));
        } catch (RejectedExecutionException e) {
            // The meeting is over.
        }
    }

    private int wantedSizes() {
        return own.codecs().pureJava() ? 1 : CameraLayers.count(shortSide);
    }

    /** Somebody watches the camera's sizes up to this one, and nobody larger ones. */
    void layersWanted(String producerId, int highest) {
        if (track(LocalMedia.Device.CAMERA).producerId.equals(producerId)) {
            video.wanted(highest);
        }
    }

    OutboundVideo video() {
        return video;
    }

    OutboundAudio audio() {
        return audio;
    }

    /** The share of packets of a device that are lost on the way to the server, 0 to 1. */
    double lossShare(LocalMedia.Device device) {
        return device == LocalMedia.Device.CAMERA ? pictures.lossShare() : sound.lossShare();
    }

    private Track track(LocalMedia.Device device) {
        Track track = tracks.get(device);
        if (track == null) {
            throw new IllegalArgumentException("not sent: " + device);
        }
        return track;
    }

    /** What may be sent of the camera, in bits per second. */
    void available(long bitsPerSecond) {
        video.targetBitrate(bitsPerSecond);
        audio.packetLoss(sound.lossShare());
    }

    /** Looks at what is on, and does what is missing. */
    void bringInStep() {
        tracks.values().forEach(this::bringInStep);
    }

    private void bringInStep(Track track) {
        if (closed) {
            return;
        }
        boolean on = own.isOn(track.device);
        switch (track.step) {
            case NONE -> {
                if (on && (track.kind == MediaKind.AUDIO || shortSide > 0)) {
                    produce(track);
                }
            }
            case ASKED -> {
                // The answer looks again.
            }
            case LIVE -> {
                if (!on) {
                    pause(track);
                } else if (track.kind == MediaKind.VIDEO && sizes != wantedSizes() && line.isExtended()) {
                    replace(track);
                }
            }
            case PAUSED -> {
                if (on) {
                    track.step = Step.LIVE;
                    if (track.kind == MediaKind.VIDEO) {
                        video.requestKeyFrame();
                    }
                    tell(
                            track,
                            new ClientMessage.ResumeProducer(track.producerId),
                            ServerMessage.ProducerResumed.class);
                }
            }
        }
    }

    /**
     * Somebody who may do that has paused it at the server, and it was turned off here. Whoever has it on again by now
     * has to ask for that.
     */
    void silenced(LocalMedia.Device device) {
        Track track = track(device);
        if (!closed && track.step == Step.LIVE) {
            pause(track);
            bringInStep(track);
        }
    }

    private void pause(Track track) {
        track.step = Step.PAUSED;
        tell(track, new ClientMessage.PauseProducer(track.producerId), ServerMessage.ProducerPaused.class);
    }

    /** The socket is another; these are what the server still has of ours. */
    void resumed(List<ProducerInfo> kept) {
        Map<String, ProducerInfo> byId =
                kept.stream().collect(Collectors.toMap(ProducerInfo::producerId, each -> each, (one, other) -> one));
        for (Track track : tracks.values()) {
            ProducerInfo info = byId.remove(track.producerId);
            if (track.producerId.isEmpty()) {
                continue;
            }
            if (info == null) {
                track.producerId = "";
                track.step = Step.NONE;
            } else if (info.paused() && track.step == Step.LIVE && track.known == Step.LIVE) {
                own.turn(track.device, false); // somebody who may do that did it while we were away
            } else {
                track.step = info.paused() ? Step.PAUSED : Step.LIVE;
            }
        }
        // Their making was answered when we could not hear it.
        byId.keySet().forEach(this::closeProducer);
        bringInStep();
    }

    /** A server of the base protocol knows no pausing: nothing is sent then, and that is all. */
    private <T extends ServerMessage> void tell(Track track, ClientMessage message, Class<T> answer) {
        if (!line.isExtended()) {
            return;
        }
        Step wanted = track.step;
        var _ = line.ask(message, answer)
                .thenAccept(taken -> track.known = wanted)
                .exceptionally(failure -> {
                    LOG.debug("{} was not taken: {}", message.type(), failure.toString());
                    return null;
                });
    }

    /** Another camera, whose pictures are good for more sizes or fewer. */
    private void replace(Track track) {
        String before = track.producerId;
        track.producerId = "";
        track.step = Step.NONE;
        pictures.end();
        closeProducer(before);
        produce(track);
    }

    private void closeProducer(String producerId) {
        var _ = line.ask(new ClientMessage.CloseProducer(producerId), ServerMessage.ProducerClosed.class)
                .exceptionally(failure -> {
                    LOG.debug("a producer was gone before it was closed: {}", failure.toString());
                    return null;
                });
    }

    private void produce(Track track) {
        if (!MediaParameters.canSend(router, track.kind)) {
            LOG.warn("the server does not route our {}", track.kind);
            return;
        }
        int count = track.kind == MediaKind.VIDEO ? wantedSizes() : 1;
        RtpParameters parameters;
        try {
            parameters = MediaParameters.sent(
                    router,
                    track.kind,
                    track.kind == MediaKind.VIDEO ? "1" : "0",
                    MediaParameters.Ssrcs.random(random, count),
                    cname);
        } catch (TransportException e) {
            LOG.warn("nothing to send with", e);
            return;
        }
        track.step = Step.ASKED;
        ProducerSource source = track.kind == MediaKind.VIDEO ? ProducerSource.CAMERA : ProducerSource.MICROPHONE;
        var _ = line.ask(
                        new ClientMessage.Produce(transport.id(), track.kind, parameters, Optional.of(source), false),
                        ServerMessage.Produced.class)
                .handle((produced, failure) -> {
                    if (produced == null) {
                        LOG.warn("the {} cannot be sent: {}", track.device, String.valueOf(failure));
                        track.step = Step.NONE;
                    } else if (!closed) {
                        track.producerId = produced.producerId();
                        track.step = Step.LIVE;
                        track.known = Step.LIVE;
                        begin(track, parameters);
                        bringInStep(track);
                    }
                    return null;
                });
    }

    private void begin(Track track, RtpParameters parameters) {
        if (track.kind == MediaKind.AUDIO) {
            sound.begin(parameters);
            return;
        }
        sizes = parameters.encodings().size();
        video.sizes(sizes);
        pictures.begin(parameters, video::requestKeyFrame);
        video.requestKeyFrame();
    }

    /** On the encoder's thread. */
    private void encoded(int layer, EncodedPicture picture) {
        if (track(LocalMedia.Device.CAMERA).step == Step.LIVE) {
            pictures.send(layer, picture);
        }
    }

    /** On the audio thread. */
    private void encoded(byte[] payload, int length, long rtpTimestamp, int levelDbov, boolean voice, boolean marker) {
        if (track(LocalMedia.Device.MICROPHONE).step == Step.LIVE) {
            sound.send(audio, payload, length, rtpTimestamp, levelDbov, voice, marker);
        }
    }

    @Override
    public void close() {
        closed = true;
        own.send(null, null);
        video.close();
        audio.close();
    }
}
