package dev.parley.desktop.call;

import dev.parley.desktop.track.OutboundVideo;
import dev.parley.desktop.track.SendLimit;
import dev.parley.desktop.transport.ClientTransport;
import dev.parley.desktop.transport.SendTransport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts one's own figures together. */
final class MeetingFigures {
    private static final double NANOS_PER_MILLI = 1e6;

    private MeetingFigures() {}

    static Call.Figures of(Meeting meeting, OwnMedia own) {
        Optional<Stay> stay = meeting.presentStay();
        Optional<Publisher> publisher = stay.map(Stay::media).flatMap(StayMedia::publisher);
        Optional<OutboundVideo.Figures> video =
                publisher.map(each -> each.video().figures());
        Optional<SendTransport> transport = stay.map(Stay::media).flatMap(StayMedia::sendTransport);
        ClientTransport.Path path = transport.map(ClientTransport::path).orElse(new ClientTransport.Path("", ""));
        boolean sends = own.isOn(LocalMedia.Device.CAMERA) && video.isPresent();
        return new Call.Figures(
                own.codecs().name(),
                sends ? video.get().width() : 0,
                sends ? video.get().height() : 0,
                sends ? video.get().framesPerSecond() : 0,
                transport.map(SendTransport::sentBitsPerSecond).orElse(0L),
                transport.map(SendTransport::availableBitsPerSecond).orElse(0L),
                publisher.map(each -> loss(each, own)).orElse(0.0),
                stay.map(each -> Math.max(0, each.media().roundTrip().nanos()) / NANOS_PER_MILLI)
                        .orElse(0.0),
                path.protocol(),
                path.encryption(),
                sends ? video.get().sizes().stream().map(MeetingFigures::size).toList() : List.of(),
                sends
                        ? Optional.of(limit(
                                video.get().limit(),
                                DataSaver.ownLimit(own.budget()),
                                transport
                                        .map(SendTransport::availableBitsPerSecond)
                                        .orElse(0L)))
                        : Optional.empty());
    }

    private static Call.Limit limit(SendLimit limit, long allowed, long available) {
        return switch (limit) {
            case NOTHING -> Call.Limit.NOTHING;
            case MACHINE -> Call.Limit.MACHINE;
            case LINE -> allowed > 0 && allowed < available ? Call.Limit.DATA : Call.Limit.LINE;
        };
    }

    /** Of a device that is off nothing new is told. */
    private static double loss(Publisher publisher, OwnMedia own) {
        return Stream.of(LocalMedia.Device.CAMERA, LocalMedia.Device.MICROPHONE)
                .filter(own::isOn)
                .mapToDouble(publisher::lossShare)
                .max()
                .orElse(0);
    }

    private static Call.Size size(OutboundVideo.Size sent) {
        return new Call.Size(sent.width(), sent.height(), sent.framesPerSecond(), sent.targetBitsPerSecond());
    }
}
