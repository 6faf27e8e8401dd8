package dev.parley.protocol.media;

import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Omittable;
import java.util.List;

/** What an endpoint can receive, or a router route. */
public record RtpCapabilities(
        @Omittable(written = true) @Length(max = 128) List<RtpCodecCapability> codecs,
        @Omittable(written = true) @Length(max = 128) List<RtpHeaderExtensionCapability> headerExtensions) {
    /** Copies the lists. */
    public RtpCapabilities {
        codecs = List.copyOf(codecs);
        headerExtensions = List.copyOf(headerExtensions);
    }
}
