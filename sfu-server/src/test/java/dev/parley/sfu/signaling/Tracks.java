package dev.parley.sfu.signaling;

import com.fasterxml.jackson.databind.JsonNode;

/** What a browser says of the tracks it sends and of what it can receive, in mediasoup-client's shapes. */
public final class Tracks {
    /** A well-formed fingerprint, of no certificate. */
    public static final String FINGERPRINT =
            "82:5A:68:3D:36:C3:0A:DE:AF:E7:32:43:D2:88:83:57:AC:2D:65:E5:80:C4:B6:FB:AF:1A:A0:21:9F:6D:0C:AD";

    private Tracks() {}

    /** RTP parameters of a microphone. */
    public static JsonNode opus(String mid, long ssrc) {
        return RawPeer.parse("""
                {"mid": "%s",
                 "codecs": [{"mimeType": "audio/opus", "payloadType": 111, "clockRate": 48000, "channels": 2,
                   "parameters": {"minptime": 10, "useinbandfec": 1},
                   "rtcpFeedback": [{"type": "transport-cc", "parameter": ""}]}],
                 "headerExtensions": [
                   {"uri": "urn:ietf:params:rtp-hdrext:sdes:mid", "id": 4},
                   {"uri": "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time", "id": 2},
                   {"uri": "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01", "id": 3},
                   {"uri": "urn:ietf:params:rtp-hdrext:ssrc-audio-level", "id": 1}],
                 "encodings": [{"ssrc": %d, "dtx": false}],
                 "rtcp": {"cname": "ada", "reducedSize": true}}
                """.formatted(mid, ssrc));
    }

    /** RTP parameters of a camera, with retransmissions under the SSRC that follows. */
    public static JsonNode vp8(String mid, long ssrc) {
        return RawPeer.parse("""
                {"mid": "%s",
                 "codecs": [
                   {"mimeType": "video/VP8", "payloadType": 96, "clockRate": 90000, "parameters": {},
                    "rtcpFeedback": [{"type": "transport-cc", "parameter": ""}, {"type": "ccm", "parameter": "fir"},
                      {"type": "nack", "parameter": ""}, {"type": "nack", "parameter": "pli"}]},
                   {"mimeType": "video/rtx", "payloadType": 97, "clockRate": 90000, "parameters": {"apt": 96},
                    "rtcpFeedback": []}],
                 "headerExtensions": [
                   {"uri": "urn:ietf:params:rtp-hdrext:sdes:mid", "id": 4},
                   {"uri": "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time", "id": 2},
                   {"uri": "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01", "id": 3}],
                 "encodings": [{"ssrc": %d, "rtx": {"ssrc": %d}}],
                 "rtcp": {"cname": "ada", "reducedSize": true}}
                """.formatted(mid, ssrc, ssrc + 1));
    }

    /** RTP parameters of a camera in three encodings by RTP stream ids, as mediasoup-client gives them. */
    public static JsonNode simulcast(String mid, String scalabilityMode) {
        return RawPeer.parse("""
                {"mid": "%s",
                 "codecs": [
                   {"mimeType": "video/VP8", "payloadType": 96, "clockRate": 90000, "parameters": {},
                    "rtcpFeedback": [{"type": "transport-cc", "parameter": ""}, {"type": "nack", "parameter": ""},
                      {"type": "nack", "parameter": "pli"}]},
                   {"mimeType": "video/rtx", "payloadType": 97, "clockRate": 90000, "parameters": {"apt": 96},
                    "rtcpFeedback": []}],
                 "headerExtensions": [
                   {"uri": "urn:ietf:params:rtp-hdrext:sdes:mid", "id": 4},
                   {"uri": "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", "id": 10},
                   {"uri": "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id", "id": 11}],
                 "encodings": [
                   {"rid": "r0", "scalabilityMode": "%2$s", "scaleResolutionDownBy": 4, "active": true},
                   {"rid": "r1", "scalabilityMode": "%2$s", "scaleResolutionDownBy": 2, "active": true},
                   {"rid": "r2", "scalabilityMode": "%2$s", "scaleResolutionDownBy": 1, "active": true}],
                 "rtcp": {"cname": "ada", "reducedSize": true}}
                """.formatted(mid, scalabilityMode));
    }

    /** RTP parameters of a camera in one stream that has layers, as mediasoup-client gives them. */
    public static JsonNode scalable(String mid, String mimeType, String scalabilityMode) {
        return RawPeer.parse("""
                {"mid": "%s",
                 "codecs": [
                   {"mimeType": "%s", "payloadType": 98, "clockRate": 90000, "parameters": {},
                    "rtcpFeedback": [{"type": "transport-cc", "parameter": ""}, {"type": "nack", "parameter": ""},
                      {"type": "nack", "parameter": "pli"}]},
                   {"mimeType": "video/rtx", "payloadType": 99, "clockRate": 90000, "parameters": {"apt": 98},
                    "rtcpFeedback": []}],
                 "headerExtensions": [
                   {"uri": "urn:ietf:params:rtp-hdrext:sdes:mid", "id": 4},
                   {"uri": "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
                    "id": 12}],
                 "encodings": [
                   {"ssrc": 3000, "rtx": {"ssrc": 3001}, "dtx": false, "scalabilityMode": "%s"}],
                 "rtcp": {"cname": "ada", "reducedSize": true}}
                """.formatted(mid, mimeType, scalabilityMode));
    }

    /** A {@code produce} request's payload. */
    public static String produce(String transportId, String kind, JsonNode rtpParameters) {
        return RawPeer.object("transportId", transportId, "kind", kind, "rtpParameters", rtpParameters);
    }

    /** DTLS parameters of a client. */
    public static JsonNode dtls(String algorithm, String fingerprint) {
        return RawPeer.parse("""
                {"role": "client", "fingerprints": [{"algorithm": "%s", "value": "%s"}]}
                """.formatted(algorithm, fingerprint));
    }

    /** Makes a transport and gives back its id. */
    public static String transport(RawPeer peer, String direction) {
        return peer.answer("createTransport", RawPeer.object("direction", direction), "transportCreated")
                .path("transportId")
                .asText();
    }

    /** Begins to send a camera on a new transport; the id of the producer. */
    public static String camera(RawPeer peer) {
        return camera(peer, transport(peer, "send"), "0", 1_000);
    }

    /** Begins to send a camera; the id of the producer. */
    public static String camera(RawPeer peer, String transportId, String mid, long ssrc) {
        return peer.answer("produce", produce(transportId, "video", vp8(mid, ssrc)), "produced")
                .path("producerId")
                .asText();
    }

    /** A {@code consume} request's payload, of someone who can receive all that the server routes. */
    public static String consume(RawPeer peer, String producerId) {
        JsonNode everything = peer.answer("getRouterRtpCapabilities", "{}", "routerRtpCapabilities")
                .path("rtpCapabilities");
        return RawPeer.object("producerId", producerId, "rtpCapabilities", everything);
    }

    /** Consumes; the id of the consumer. */
    public static String consumer(RawPeer peer, String producerId) {
        return peer.answer("consume", consume(peer, producerId), "consumed")
                .path("consumerId")
                .asText();
    }
}
