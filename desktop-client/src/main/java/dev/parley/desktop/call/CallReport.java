package dev.parley.desktop.call;

import dev.parley.desktop.playout.AudioFigures;
import dev.parley.desktop.track.InboundVideo;
import dev.parley.desktop.track.OutboundVideo;
import dev.parley.desktop.transport.SendTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a call as {@code --stats} writes them.
 *
 * @param path {@code UDP} or {@code TCP}
 * @param encryption the SRTP profile
 * @param availableBitsPerSecond what the path is thought to carry
 * @param remote one entry for each stream received, those that ended first
 */
public record CallReport(Own own, String path, String encryption, long availableBitsPerSecond, List<Remote> remote) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** What is sent. */
    public record Own(OwnVideo video, OwnAudio audio, double cpuSeconds) {}

    /**
     * Video sent.
     *
     * @param bitrate bits per second in the last second, headers and all
     * @param sizes that are sent at once at present, the smallest first
     */
    public record OwnVideo(
            String codec,
            long framesEncoded,
            long keyFrames,
            long framesDropped,
            long bitrate,
            double rttMs,
            double lossShare,
            int width,
            int height,
            double framesPerSecond,
            double encodeMs,
            List<OutboundVideo.Size> sizes) {}

    /** Audio sent. */
    public record OwnAudio(String codec, long packetsSent, double rttMs, double lossShare) {}

    /** Something received. */
    public sealed interface Remote permits RemoteVideo, RemoteAudio {}

    /**
     * Video received.
     *
     * @param layers that are sent here of it; null where it has none, or is not sent
     */
    public record RemoteVideo(
            String peerId,
            String name,
            String kind,
            long packetsReceived,
            long packetsLost,
            long framesDecoded,
            long framesDropped,
            long keyFrames,
            double freezeMs,
            int freezes,
            double jitterBufferMs,
            int width,
            int height,
            double framesPerSecond,
            double decodeMs,
            Participant.@Nullable Layers layers)
            implements Remote {}

    /**
     * Audio received.
     *
     * @param concealedShare of the samples played, 0 to 1, that were made up
     */
    public record RemoteAudio(
            String peerId,
            String name,
            String kind,
            long packetsReceived,
            long packetsLost,
            double concealedShare,
            double jitterBufferMs,
            double level)
            implements Remote {}

    /** The figures of this moment. */
    public static CallReport of(Meeting meeting) {
        OwnMedia media = (OwnMedia) meeting.local();
        Optional<Stay> stay = meeting.presentStay();
        Optional<Publisher> publisher = stay.map(Stay::media).flatMap(StayMedia::publisher);
        Call.Figures figures = meeting.figures();
        double cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(duration -> duration.toNanos() / NANOS_PER_SECOND)
                .orElse(0.0);
        List<Remote> remote = new ArrayList<>(meeting.departed());
        for (RemotePerson person : meeting.people()) {
            for (InboundTrack track : person.tracks()) {
                remote.add(remote(person, track));
            }
        }
        return new CallReport(
                new Own(
                        video(figures, publisher, stay.map(Stay::media).flatMap(StayMedia::sendTransport), media),
                        new OwnAudio(
                                "opus",
                                publisher
                                        .map(each -> each.audio().packetsEncoded())
                                        .orElse(0L),
                                figures.rttMillis(),
                                loss(publisher, LocalMedia.Device.MICROPHONE)),
                        cpu),
                figures.path(),
                figures.encryption(),
                figures.availableBitsPerSecond(),
                remote);
    }

    private static double loss(Optional<Publisher> publisher, LocalMedia.Device device) {
        return publisher.map(each -> each.lossShare(device)).orElse(0.0);
    }

    private static OwnVideo video(
            Call.Figures figures, Optional<Publisher> publisher, Optional<SendTransport> transport, OwnMedia media) {
        OutboundVideo.Figures video =
                publisher.map(each -> each.video().figures()).orElse(OutboundVideo.Figures.NONE);
        return new OwnVideo(
                media.codecs().name(),
                video.framesEncoded(),
                video.keyFrames(),
                video.framesDropped(),
                transport.map(SendTransport::sentBitsPerSecond).orElse(0L),
                figures.rttMillis(),
                loss(publisher, LocalMedia.Device.CAMERA),
                video.width(),
                video.height(),
                video.framesPerSecond(),
                video.encodeMillis(),
                video.sizes());
    }

    /** The figures of one stream at this moment. */
    static Remote remote(RemotePerson person, InboundTrack track) {
        return switch (track) {
            case InboundTrack.Video video -> {
                InboundVideo.Figures figures = video.video().figures();
                yield new RemoteVideo(
                        person.peerId(),
                        person.displayName(),
                        "video",
                        track.stream().packets(),
                        track.stream().lost(),
                        figures.framesDecoded(),
                        figures.framesDropped(),
                        figures.keyFrames(),
                        figures.freezeMillis(),
                        figures.freezes(),
                        figures.jitterBufferMillis(),
                        figures.width(),
                        figures.height(),
                        figures.framesPerSecond(),
                        figures.decodeMillis(),
                        person.layersOf(track).orElse(null));
            }
            case InboundTrack.Sound sound -> {
                AudioFigures figures = sound.audio().figures();
                yield new RemoteAudio(
                        person.peerId(),
                        person.displayName(),
                        "audio",
                        track.stream().packets(),
                        track.stream().lost(),
                        figures.concealedShare(),
                        figures.jitterBufferMillis(),
                        sound.audio().level());
            }
        };
    }
}
