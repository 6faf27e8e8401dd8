package dev.parley.sfu.stream;

import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A producer's packet on its way to consumers: the RTP view, and what every consumer would otherwise have to find out
 * again. One object is used for packet after packet; nobody keeps it, and nobody writes to its bytes.
 */
public final class MediaPacket {
    /** As {@link #shortBy}: nothing is known that leaves in one piece with the packet and behind it. */
    public static final int LAST = -1;

    private static final int VP8_KEY_FRAME_HEADER = 10;

    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final DependencyFrame dependencies = new DependencyFrame();
    private final Vp9Frame vp9 = new Vp9Frame();
    private RtpPacket rtp = new RtpPacket();
    private HeaderExtensionIds extensionIds = HeaderExtensionIds.NONE;
    private MediaFormat format = MediaFormat.NONE;
    private KnownLayers known = KnownLayers.NONE;
    private long sequence;
    private boolean keyFrame;
    private boolean vp8Present;
    private int shortBy = LAST;
    private @Nullable FrameLayers layers;
    private boolean unexplained;

    /**
     * Shows the packet in {@code rtp}; {@link #number} is to follow.
     *
     * @param known of its stream
     */
    public void show(RtpPacket rtp, HeaderExtensionIds extensionIds, MediaFormat format, KnownLayers known) {
        this.rtp = rtp;
        this.extensionIds = extensionIds;
        this.format = format;
        shortBy = LAST;
        this.known = known;
        vp8Present = format.vp8() && vp8.parse(rtp.buffer(), rtp.payloadOffset(), rtp.payloadLength());
        layers = null;
        unexplained = false;
        if (known.mode().layered() && !format.vp8()) {
            showLayers();
        }
        FrameLayers its = layers;
        keyFrame = rtp.payloadLength() > 0
                && (format.vp8()
                        ? vp8Present && vp8.keyFrame()
                        : its != null
                                ? its.keyFrame()
                                : format.keyFrames()
                                        .isKeyFrame(rtp.buffer(), rtp.payloadOffset(), rtp.payloadLength()));
    }

    private void showLayers() {
        int id = extensionId(RtpHeaderExtension.DEPENDENCY_DESCRIPTOR);
        if (id != 0 && rtp.extensionOffset(id) >= 0) {
            unexplained = !dependencies.show(rtp, id, known.structures());
            layers = unexplained ? null : dependencies;
        } else if (format.vp9() && vp9.show(rtp, known.mode())) {
            layers = vp9;
        }
    }

    /** What the packet brings to understand those after it is known from now on; whether it brings anything. */
    boolean teach() {
        return layers == dependencies && dependencies.teach(known.structures());
    }

    /** Shows {@code copy}, which has the same bytes as the packet that {@code original} shows. */
    public void show(MediaPacket original, RtpPacket copy) {
        show(copy, original.extensionIds, original.format, original.known);
        number(original.sequence);
    }

    /** Gives the packet its unwrapped sequence number. */
    public void number(long unwrapped) {
        sequence = unwrapped;
    }

    /** Says by how much the packet is too short to leave in one piece with those that follow it; see {@link #shortBy}. */
    public void shortBy(int bytes) {
        shortBy = bytes;
    }

    /**
     * By how many bytes the packet is shorter than the longest of those with which it is to leave in one piece, 0 and
     * more; {@link #LAST} when it is the last of them, which may be shorter.
     */
    public int shortBy() {
        return shortBy;
    }

    /** The packet as the publisher sent it, decrypted. */
    public RtpPacket rtp() {
        return rtp;
    }

    /** The producer's unwrapped sequence number. */
    public long sequence() {
        return sequence;
    }

    /** What the payload type means. */
    public MediaFormat format() {
        return format;
    }

    /** Whether decoding can begin with this packet; true for every packet of audio. */
    public boolean keyFrame() {
        return keyFrame;
    }

    /** Whether {@link #vp8} describes this packet. */
    public boolean hasVp8() {
        return vp8Present;
    }

    /** The VP8 payload descriptor, when {@link #hasVp8}. */
    public Vp8Descriptor vp8() {
        return vp8;
    }

    /** Of which layers of its stream it is; null where it says nothing of that, and for VP8, which has its own. */
    public @Nullable FrameLayers layers() {
        return layers;
    }

    /** Whether its dependencies cannot be understood, because the key frame that explains them has not come. */
    public boolean unexplained() {
        return unexplained;
    }

    /** The VP8 picture id, or -1. */
    public int pictureId() {
        return vp8Present ? vp8.pictureId() : -1;
    }

    /** The VP8 TL0PICIDX, or -1. */
    public int tl0() {
        return vp8Present ? vp8.tl0PicIdx() : -1;
    }

    /** The temporal layer, 0 to 7; 0 in a stream that has none. */
    public int temporalLayer() {
        FrameLayers its = layers;
        return vp8Present ? Math.max(vp8.temporalId(), 0) : its != null ? its.temporalLayer() : 0;
    }

    /** The spatial layer within the stream; 0 in a stream that has none. */
    int spatialLayer() {
        FrameLayers its = layers;
        return its != null ? its.spatialLayer() : 0;
    }

    /** Whether one can change to the packet's temporal layer with its picture, which needs the lowest layer only. */
    public boolean layerSync() {
        return vp8Present && vp8.layerSync();
    }

    /** Whether the packet begins a picture; true where that cannot be told. */
    public boolean startOfPicture() {
        return !vp8Present || vp8.startOfFrame();
    }

    /**
     * The longer side of the pictures that begin with this key frame, in pixels; 0 if unknown.
     *
     * @param spatialLayer within the stream
     */
    int pictureSize(int spatialLayer) {
        FrameLayers its = layers;
        return its != null ? its.pictureSize(spatialLayer) : vp8PictureSize();
    }

    /** The size in a VP8 key frame (RFC 6386, section 9.1). */
    private int vp8PictureSize() {
        int at = rtp.payloadOffset() + vp8.length();
        if (!vp8Present || !keyFrame || rtp.payloadLength() < vp8.length() + VP8_KEY_FRAME_HEADER) {
            return 0;
        }
        byte[] buffer = rtp.buffer();
        int width = Bytes.u8(buffer, at + 6) | (Bytes.u8(buffer, at + 7) & 0x3f) << 8;
        int height = Bytes.u8(buffer, at + 8) | (Bytes.u8(buffer, at + 9) & 0x3f) << 8;
        return Math.max(width, height);
    }

    /** The id under which the publisher sends {@code extension}, or 0. */
    public int extensionId(RtpHeaderExtension extension) {
        return extensionIds.id(extension);
    }
}
