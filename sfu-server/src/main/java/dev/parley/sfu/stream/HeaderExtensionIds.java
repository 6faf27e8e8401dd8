package dev.parley.sfu.stream;

import dev.parley.protocol.media.RtpHeaderExtensionParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import java.util.List;

/** The ids that one side negotiated for the header extensions we know; 0 means not negotiated (RFC 8285). */
public final class HeaderExtensionIds {
    private static final RtpHeaderExtension[] ALL = RtpHeaderExtension.values();

    /** Nothing negotiated. */
    public static final HeaderExtensionIds NONE = new HeaderExtensionIds();

    private final int[] ids = new int[ALL.length];

    private HeaderExtensionIds() {}

    /** The ids in {@code parameters}; URIs we do not know are left out. */
    public static HeaderExtensionIds of(RtpParameters parameters) {
        HeaderExtensionIds result = new HeaderExtensionIds();
        List<RtpHeaderExtensionParameters> extensions = parameters.headerExtensions();
        for (RtpHeaderExtensionParameters extension : extensions) {
            RtpHeaderExtension.ofUri(extension.uri()).ifPresent(known -> result.ids[known.ordinal()] = extension.id());
        }
        return result;
    }

    /** The id of {@code extension}, 1 to 255, or 0. */
    public int id(RtpHeaderExtension extension) {
        return ids[extension.ordinal()];
    }

    /** Whether {@code extension} was negotiated. */
    public boolean has(RtpHeaderExtension extension) {
        return id(extension) != 0;
    }
}
