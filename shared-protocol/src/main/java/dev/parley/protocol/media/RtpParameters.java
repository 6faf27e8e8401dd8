package dev.parley.protocol.media;

import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Omittable;
import java.util.List;
import java.util.stream.Stream;

/**
 * One stream: as a producer sends it or a consumer gets it.
 *
 * @param mid the media id (RFC 9143), or empty
 * @param msid the WebRTC media stream and track ids, or empty
 */
public record RtpParameters(
        @Omittable @Length(max = 255) String mid,
        @Length(max = 128) List<RtpCodecParameters> codecs,
        @Omittable(written = true) @Length(max = 64) List<RtpHeaderExtensionParameters> headerExtensions,
        @Omittable(written = true) @Length(max = 16) List<RtpEncodingParameters> encodings,
        @Omittable(written = true) RtcpParameters rtcp,
        @Omittable String msid) {
    /** Copies the lists. */
    public RtpParameters {
        codecs = List.copyOf(codecs);
        headerExtensions = List.copyOf(headerExtensions);
        encodings = List.copyOf(encodings);
    }

    /** The same with another mid. */
    public RtpParameters withMid(String other) {
        return new RtpParameters(other, codecs, headerExtensions, encodings, rtcp, msid);
    }

    /** The same with another RTCP name. */
    public RtpParameters withCname(String cname) {
        return new RtpParameters(mid, codecs, headerExtensions, encodings, new RtcpParameters(cname), msid);
    }

    RtpParameters withEncodings(List<RtpEncodingParameters> others) {
        return new RtpParameters(mid, codecs, headerExtensions, others, rtcp, msid);
    }

    /** Every SSRC that is named, those of retransmissions too, in order. */
    public List<Long> ssrcs() {
        return encodings.stream()
                .flatMap(encoding -> Stream.of(encoding.ssrc(), encoding.rtxSsrc()))
                .filter(ssrc -> ssrc != 0)
                .toList();
    }

    /**
     * Whether a receiver needs the dependency descriptor to tell frames apart: those of AV1 in several spatial layers are
     * like one in their packets.
     */
    public boolean needsDependencyDescriptor() {
        return !codecs.isEmpty()
                && codecs.getFirst().mimeType().equalsIgnoreCase("video/AV1")
                && encodings.size() == 1
                && ScalabilityMode.of(encodings.getFirst().scalabilityMode()).spatialLayers() > 1;
    }

    /** The id in packets of a header extension, or 0 when it is not used. */
    public int headerExtensionId(String uri) {
        for (RtpHeaderExtensionParameters extension : headerExtensions) {
            if (extension.uri().equals(uri)) {
                return extension.id();
            }
        }
        return 0;
    }
}
