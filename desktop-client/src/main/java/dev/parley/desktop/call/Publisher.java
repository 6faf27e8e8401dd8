package dev.parley.desktop.call;

import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.track.OutboundAudio;
import dev.parley.desktop.track.OutboundVideo;
import dev.parley.desktop.transport.MediaParameters;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.OutboundPacket;
import dev.parley.desktop.transport.OutboundStream;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.desktop.transport.TransportException;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.Vp8Packetizer;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.ProducerSource;
import dev.parley.protocol.signaling.ServerMessage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one's own camera and microphone while they are on, and tells the server when they are not.
 *
 * <p>Thread: the call's, but for what the pipelines call.
 */
final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /** Of what the path carries, for sound with its headers. */
    private static final long AUDIO_BITS_PER_SECOND = 50_000;

    /** A packet's payload: with headers, tag and a tunnel or two it stays under 1,280 bytes, which any path carries. */
    private static final int MAX_PAYLOAD = 1_150;

    private static final long MAX_QUEUE_NANOS = 200_000_000;
    private static final int VIDEO_CLOCK_KHZ = 90;
    private static final int AUDIO_CLOCK = 48_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

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
        volatile @Nullable OutboundStream stream;

        Track(MediaKind kind, LocalMedia.Device device) {
            this.kind = kind;
            this.device = device;
        }
    }

    private final Line line;
    private final SendTransport transport;
    private final MediaThread media;
    private final RtpCapabilities router;
    private final OwnMedia own;
    private final String cname;
    private final RandomGenerator random = new SecureRandom();
    private final Map<LocalMedia.Device, Track> tracks = new EnumMap<>(LocalMedia.Device.class);
    private final Vp8Packetizer packetizer =
            new Vp8Packetizer(MAX_PAYLOAD, random.nextInt(1 << 15), random.nextInt(1 << 8));
    private final OutboundVideo video;
    private final OutboundAudio audio;
    private boolean closed;

    Publisher(
            Line line, SendTransport transport, MediaThread media, RtpCapabilities router, OwnMedia own, String cname) {
        this.line = line;
        this.transport = transport;
        this.media = media;
        this.router = router;
        this.own = own;
        this.cname = cname;
        tracks.put(LocalMedia.Device.CAMERA, new Track(MediaKind.VIDEO, LocalMedia.Device.CAMERA));
        tracks.put(LocalMedia.Device.MICROPHONE, new Track(MediaKind.AUDIO, LocalMedia.Device.MICROPHONE));
        video = new OutboundVideo(own.codecs(), this::encoded);
        audio = new OutboundAudio(AudioCodecs.find(), this::encoded);
        own.send(this::captured, audio);
        available(transport.availableBitsPerSecond());
    }

    /** On the camera's thread. While much waits to be sent, a further picture would only come later still. */
    private void captured(Picture picture) {
        if (transport.queueNanos() < MAX_QUEUE_NANOS) {
            video.frame(picture);
        }
    }

    OutboundVideo video() {
        return video;
    }

    OutboundAudio audio() {
        return audio;
    }

    Optional<OutboundStream> stream(LocalMedia.Device device) {
        return Optional.ofNullable(track(device).stream);
    }

    private Track track(LocalMedia.Device device) {
        Track track = tracks.get(device);
        if (track == null) {
            throw new IllegalArgumentException("not sent: " + device);
        }
        return track;
    }

    /** What the path carries changed. */
    void available(long bitsPerSecond) {
        video.targetBitrate(Math.max(bitsPerSecond - AUDIO_BITS_PER_SECOND, AUDIO_BITS_PER_SECOND));
        OutboundStream sound = track(LocalMedia.Device.MICROPHONE).stream;
        if (sound != null) {
            audio.packetLoss(sound.lossShare());
        }
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
                if (on) {
                    produce(track);
                }
            }
            case ASKED -> {
                // The answer looks again.
            }
            case LIVE -> {
                if (!on) {
                    track.step = Step.PAUSED;
                    tell(track, new ClientMessage.PauseProducer(track.producerId), ServerMessage.ProducerPaused.class);
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
        byId.keySet().stream()
                .map(ClientMessage.CloseProducer::new)
                .forEach(close -> line.ask(close, ServerMessage.ProducerClosed.class)
                        .exceptionally(failure -> {
                            LOG.debug("a producer was gone before it was closed: {}", failure.toString());
                            return null;
                        }));
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

    private void produce(Track track) {
        if (!MediaParameters.canSend(router, track.kind)) {
            LOG.warn("the server does not route our {}", track.kind);
            return;
        }
        RtpParameters parameters;
        try {
            parameters = MediaParameters.sent(
                    router, track.kind, track.kind == MediaKind.VIDEO ? "1" : "0", ssrc(), ssrc(), cname);
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
                        media.execute(
                                () -> track.stream = transport.add(track.kind, parameters, video::requestKeyFrame));
                        video.requestKeyFrame();
                        bringInStep(track);
                    }
                    return null;
                });
    }

    private int ssrc() {
        return 1 + random.nextInt(Integer.MAX_VALUE - 1);
    }

    /** On the encoder's thread. */
    private void encoded(EncodedPicture picture) {
        Track track = track(LocalMedia.Device.CAMERA);
        OutboundStream stream = track.stream;
        if (stream == null || track.step != Step.LIVE) {
            return;
        }
        long timestamp = picture.timeNanos() * VIDEO_CLOCK_KHZ / NANOS_PER_MILLI;
        List<OutboundPacket> packets = new ArrayList<>();
        packetizer.packetize(
                picture.bytes(),
                0,
                picture.length(),
                (buffer, length, last) -> packets.add(
                        OutboundPacket.video(Arrays.copyOf(buffer, length), timestamp, last, picture.timeNanos())));
        media.execute(() -> packets.forEach(packet -> transport.send(stream, packet)));
    }

    /** On the audio thread. */
    private void encoded(byte[] payload, int length, long rtpTimestamp, int levelDbov, boolean voice, boolean marker) {
        Track track = track(LocalMedia.Device.MICROPHONE);
        OutboundStream stream = track.stream;
        if (stream == null || track.step != Step.LIVE) {
            return;
        }
        // The pipeline tells the time of its first sample only by the stream's own clock.
        long now = System.nanoTime();
        long age = (audio.rtpTimestampAt(now) - rtpTimestamp) * NANOS_PER_SECOND / AUDIO_CLOCK;
        OutboundPacket packet =
                OutboundPacket.audio(Arrays.copyOf(payload, length), rtpTimestamp, marker, now - age, levelDbov, voice);
        media.execute(() -> transport.send(stream, packet));
    }

    @Override
    public void close() {
        closed = true;
        own.send(null, null);
        video.close();
        audio.close();
    }
}
