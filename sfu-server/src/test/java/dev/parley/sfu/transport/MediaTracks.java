package dev.parley.sfu.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.media.SupportedRtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import dev.parley.protocol.signaling.SignalingCodec.Read.Received;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.ConsumerOptions;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.signaling.Tracks;
import dev.parley.sfu.stream.Track;

/** Producers and consumers as the negotiation makes them. */
final class MediaTracks {
    static final long CAMERA_SSRC = 1_000;
    static final long MICROPHONE_SSRC = 2_000;
    static final long CONSUMER_SSRC = 500_000_000;
    static final RtpCapabilities ROUTER = router();
    static final RtpParameters CAMERA = parameters("video", Tracks.vp8("0", CAMERA_SSRC));
    static final RtpParameters MICROPHONE = parameters("audio", Tracks.opus("1", MICROPHONE_SSRC));

    private MediaTracks() {}

    private static RtpCapabilities router() {
        try {
            return Ortc.routerRtpCapabilities(SupportedRtpCapabilities.defaultCodecs());
        } catch (OrtcException e) {
            throw new AssertionError(e);
        }
    }

    /** As a client's frame gives them. */
    static RtpParameters parameters(String kind, JsonNode json) {
        String frame = "{\"type\":\"produce\",\"payload\":" + Tracks.produce("t", kind, json) + "}";
        if (SignalingCodec.read(frame) instanceof Received<ClientMessage>(var _, ClientMessage.Produce produce)) {
            return produce.rtpParameters();
        }
        throw new AssertionError(frame);
    }

    /** Adds a producer to the client's transport. */
    static Producer produce(MemoryCall call, MemoryClient client, String id, MediaKind kind, RtpParameters parameters) {
        try {
            RtpMapping mapping =
                    Ortc.producerRtpParametersMapping(Ortc.producerRtpParameters(kind, parameters), ROUTER, 1);
            Producer producer = new Producer(
                    id, kind, parameters, mapping, false, client.transport.towardsPublisher(), call.router);
            call.router.add(producer, client.transport);
            return producer;
        } catch (OrtcException e) {
            throw new AssertionError(e);
        }
    }

    /** Adds a consumer of {@code producer} to the client's transport; it is paused. */
    static Consumer consume(
            MemoryCall call, MemoryClient client, String id, Producer producer, RtpCapabilities receiver, long ssrc) {
        return consume(call, client, id, producer, receiver, producer.kind() == MediaKind.VIDEO, ssrc);
    }

    /** The same; what is lost is asked for if both sides know how to, and wanted. */
    static Consumer consume(
            MemoryCall call,
            MemoryClient client,
            String id,
            Producer producer,
            RtpCapabilities receiver,
            boolean repaired,
            long ssrc) {
        try {
            RtpMapping mapping = Ortc.producerRtpParametersMapping(producer.parameters(), ROUTER, 1);
            RtpParameters consumable =
                    Ortc.consumableRtpParameters(producer.kind(), producer.parameters(), ROUTER, mapping);
            RtpParameters parameters = Ortc.consumerRtpParameters(consumable, receiver, repaired, "7", ssrc);
            Track track = call.track(producer, mapping);
            Consumer consumer = new Consumer(
                    new ConsumerOptions(
                            id,
                            producer.id(),
                            producer.kind(),
                            false,
                            parameters,
                            track.paused(),
                            call.random.nextLong()),
                    track.layers(),
                    client.transport.towardsSubscriber(),
                    call.router);
            if (track instanceof PipeProducer piped && call.router.track(piped.id()) == null) {
                call.router.add(piped);
            }
            call.router.add(consumer, client.transport);
            return consumer;
        } catch (OrtcException e) {
            throw new AssertionError(e);
        }
    }

    /** What a receiver without retransmission streams can receive. */
    static RtpCapabilities withoutRtx() {
        return new RtpCapabilities(
                ROUTER.codecs().stream()
                        .filter(codec -> !codec.mimeType().equals("video/rtx"))
                        .toList(),
                ROUTER.headerExtensions());
    }
}
