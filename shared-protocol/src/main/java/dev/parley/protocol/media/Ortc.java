package dev.parley.protocol.media;

import java.util.List;

/**
 * The negotiation between clients and a router, by mediasoup's rules: what a router can do, what a producer sends, what
 * could be consumed of it, and what one consumer gets.
 *
 * <p>Nothing here draws random numbers: SSRCs are the caller's to choose. mediasoup takes them from 100,000,000 to
 * 999,999,999.
 */
public final class Ortc {
    /** The header extension that transport-wide congestion control counts packets with. */
    public static final String TRANSPORT_WIDE_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /** The header extension that REMB is computed from. */
    public static final String ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";

    /** The header extension that tells when a frame was captured. */
    public static final String ABS_CAPTURE_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";

    /** The header extension that tells which frames a frame needs. */
    public static final String DEPENDENCY_DESCRIPTOR =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

    private Ortc() {}

    /**
     * The capabilities of a router.
     *
     * @param codecs what it is to offer, the preferred ones first; a payload type of 0 is chosen here
     * @throws OrtcException if a codec is not supported or two have the same payload type
     */
    public static RtpCapabilities routerRtpCapabilities(List<RtpCodecCapability> codecs) throws OrtcException {
        return RouterNegotiation.capabilities(codecs);
    }

    /**
     * The RTP parameters of a new producer as it is kept: with one encoding where none was given, and checked.
     *
     * @throws OrtcException if they contradict themselves or are not of this kind
     */
    public static RtpParameters producerRtpParameters(MediaKind kind, RtpParameters parameters) throws OrtcException {
        RtpParameters complete = parameters.encodings().isEmpty()
                ? parameters.withEncodings(List.of(RtpEncodingParameters.UNKNOWN))
                : parameters;
        ProducerCheck.check(kind, complete);
        return complete;
    }

    /**
     * How payload types and SSRCs of a producer are mapped to those of the router.
     *
     * @param parameters from {@link #producerRtpParameters}
     * @param router the capabilities of the router
     * @param firstMappedSsrc the SSRC of the first encoding inside the router; the others follow on
     * @throws OrtcException if the router does not know one of the codecs
     */
    public static RtpMapping producerRtpParametersMapping(
            RtpParameters parameters, RtpCapabilities router, long firstMappedSsrc) throws OrtcException {
        return ProducerNegotiation.mapping(parameters, router, firstMappedSsrc);
    }

    /**
     * What can be consumed of a producer: its parameters in the terms of the router.
     *
     * @param kind of the producer
     * @param parameters from {@link #producerRtpParameters}
     * @param router the capabilities of the router
     * @param mapping from {@link #producerRtpParametersMapping}
     * @throws OrtcException if the router does not know one of the codecs
     */
    public static RtpParameters consumableRtpParameters(
            MediaKind kind, RtpParameters parameters, RtpCapabilities router, RtpMapping mapping) throws OrtcException {
        return ProducerNegotiation.consumable(kind, parameters, router, mapping);
    }

    /**
     * Whether an endpoint can receive a producer.
     *
     * @param consumable from {@link #consumableRtpParameters}
     * @param remote what the endpoint can receive
     */
    public static boolean canConsume(RtpParameters consumable, RtpCapabilities remote) {
        return ConsumerNegotiation.canConsume(consumable, remote);
    }

    /**
     * The RTP parameters of a new consumer.
     *
     * @param consumable from {@link #consumableRtpParameters}
     * @param remote what the endpoint can receive
     * @param enableRtx whether lost packets are to be sent again: mediasoup does for video only
     * @param mid unique on the consumer's transport, at most 8 characters
     * @param ssrc the stream's; if it is retransmitted, that has the next SSRC
     * @throws OrtcException if there is no codec in common
     */
    public static RtpParameters consumerRtpParameters(
            RtpParameters consumable, RtpCapabilities remote, boolean enableRtx, String mid, long ssrc)
            throws OrtcException {
        return ConsumerNegotiation.parameters(consumable, remote, enableRtx, mid, ssrc);
    }
}
