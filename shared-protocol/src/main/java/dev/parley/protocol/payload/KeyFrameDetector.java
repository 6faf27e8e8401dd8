package dev.parley.protocol.payload;

import java.util.Locale;

/**
 * Says whether a packet is the first of a key frame, that is, whether a decoder can begin with it. Instances may hold
 * state: one for each stream, used by one thread.
 */
public interface KeyFrameDetector {
    /** Whether a decoder can begin with the packet that has this payload. False for one that is cut or empty. */
    boolean isKeyFrame(byte[] buffer, int payloadOffset, int payloadLength);

    /**
     * The detector of a codec by its MIME type, in any case, {@code video/VP8} for one. For audio every packet is a
     * beginning; for a video codec nobody here can read, too, because waiting for a key frame would be for ever.
     */
    static KeyFrameDetector of(String mimeType) {
        return switch (mimeType.toLowerCase(Locale.ROOT)) {
            case "video/vp8" -> {
                Vp8Descriptor descriptor = new Vp8Descriptor();
                yield (buffer, offset, length) -> descriptor.parse(buffer, offset, length) && descriptor.keyFrame();
            }
            case "video/vp9" -> {
                Vp9Descriptor descriptor = new Vp9Descriptor();
                yield (buffer, offset, length) -> descriptor.parse(buffer, offset, length) && descriptor.keyFrame();
            }
            case "video/h264" -> H264::isKeyFrame;
            case "video/av1" -> Av1::isKeyFrame;
            default -> (buffer, offset, length) -> true;
        };
    }
}
