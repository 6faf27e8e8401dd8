package dev.parley.protocol.media;

import dev.parley.protocol.json.Omittable;
import java.util.List;

/** What an endpoint can receive, or a router route. */
public record RtpCapabilities(
        @Omittable(written = true) List<RtpCodecCapability> codecs,
        @Omittable(written = true) List<RtpHeaderExtensionCapability> headerExtensions) {
    /** Copies the lists. */
    public RtpCapabilities {
        codecs = List.copyOf(codecs);
        headerExtensions = List.copyOf(headerExtensions);
    }
}
