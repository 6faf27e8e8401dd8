package dev.parley.protocol.media;

import java.util.Locale;

/** How what a consumer gets is chosen from what its producer sends; mediasoup's words. */
public enum ConsumerType {
    /** There is nothing to choose. */
    SIMPLE,
    /** Among several encodings, or the temporal layers of one. */
    SIMULCAST,
    /** Among the layers of one stream. */
    SVC;

    /**
     * The type of the consumers of a producer.
     *
     * @param parameters the producer's, or what is consumable of it
     */
    public static ConsumerType of(RtpParameters parameters) {
        if (parameters.encodings().size() != 1) {
            return parameters.encodings().isEmpty() ? SIMPLE : SIMULCAST;
        }
        String mode = parameters.encodings().getFirst().scalabilityMode();
        if (!ScalabilityMode.of(mode).layered()) {
            return SIMPLE;
        }
        return switch (parameters.codecs().getFirst().mimeType().toLowerCase(Locale.ROOT)) {
            case "video/vp9", "video/av1" -> SVC;
            case "video/vp8", "video/h264" -> SIMULCAST;
            default -> SIMPLE;
        };
    }
}
