package dev.parley.protocol.payload;

import dev.parley.protocol.wire.Bytes;

/** A view of the VP9 payload descriptor (RFC 9628, section 4.2). Reusable, allocates nothing. */
public final class Vp9Descriptor {
    /** A list of reference differences has at most three entries (RFC 9628, section 4.2). */
    private static final int MAX_REFERENCES = 3;

    private static final int MAX_SPATIAL_LAYERS = 8;

    private boolean interPicturePredicted;
    private boolean flexibleMode;
    private boolean startOfFrame;
    private boolean endOfFrame;
    private boolean scalabilityStructure;
    private int pictureId;
    private int temporalId;
    private int spatialId;
    private boolean switchingUpPoint;
    private boolean interLayerPredicted;
    private int tl0PicIdx;
    private int spatialLayers;
    private boolean sizesPresent;
    private final int[] pictureSizes = new int[MAX_SPATIAL_LAYERS];
    private int length;

    /**
     * Reads the descriptor at {@code buffer[payloadOffset .. payloadOffset + payloadLength)}.
     *
     * @return false when it is cut, or nothing follows it; the view is then undefined
     */
    public boolean parse(byte[] buffer, int payloadOffset, int payloadLength) {
        if (payloadLength < 1) {
            return false;
        }
        int end = payloadOffset + payloadLength;
        int first = Bytes.u8(buffer, payloadOffset);
        interPicturePredicted = (first & 0x40) != 0;
        flexibleMode = (first & 0x10) != 0;
        startOfFrame = (first & 0x08) != 0;
        endOfFrame = (first & 0x04) != 0;
        scalabilityStructure = (first & 0x02) != 0;
        pictureId = -1;
        temporalId = -1;
        spatialId = -1;
        switchingUpPoint = false;
        interLayerPredicted = false;
        tl0PicIdx = -1;
        spatialLayers = 0;
        sizesPresent = false;
        int at = payloadOffset + 1;
        if ((first & 0x80) != 0) {
            at = pictureId(buffer, at, end);
        }
        if (at >= 0 && (first & 0x20) != 0) {
            at = layerIndices(buffer, at, end);
        }
        if (at >= 0 && flexibleMode && interPicturePredicted) {
            at = skipReferences(buffer, at, end);
        }
        if (at >= 0 && scalabilityStructure) {
            at = scalabilityStructure(buffer, at, end);
        }
        length = at - payloadOffset;
        return at >= 0 && at < end;
    }

    private int pictureId(byte[] buffer, int at, int end) {
        if (at >= end) {
            return -1;
        }
        if (buffer[at] >= 0) {
            pictureId = buffer[at];
            return at + 1;
        }
        if (at + 1 >= end) {
            return -1;
        }
        pictureId = Bytes.u16(buffer, at) & 0x7fff;
        return at + 2;
    }

    private int layerIndices(byte[] buffer, int at, int end) {
        if (at + (flexibleMode ? 0 : 1) >= end) {
            return -1;
        }
        int layers = Bytes.u8(buffer, at);
        temporalId = layers >>> 5;
        switchingUpPoint = (layers & 0x10) != 0;
        spatialId = layers >>> 1 & 0x07;
        interLayerPredicted = (layers & 0x01) != 0;
        if (flexibleMode) {
            return at + 1;
        }
        tl0PicIdx = Bytes.u8(buffer, at + 1);
        return at + 2;
    }

    private static int skipReferences(byte[] buffer, int from, int end) {
        for (int i = 0; i < MAX_REFERENCES; i++) {
            if (from + i >= end) {
                return -1;
            }
            boolean more = (buffer[from + i] & 0x01) != 0;
            if (!more) {
                return from + i + 1;
            }
        }
        return -1;
    }

    private int scalabilityStructure(byte[] buffer, int from, int end) {
        if (from >= end) {
            return -1;
        }
        int head = Bytes.u8(buffer, from);
        int at = from + 1;
        spatialLayers = (head >>> 5) + 1;
        if ((head & 0x10) != 0) {
            if (end - at < 4 * spatialLayers) {
                return -1;
            }
            for (int layer = 0; layer < spatialLayers; layer++) {
                pictureSizes[layer] = Math.max(Bytes.u16(buffer, at), Bytes.u16(buffer, at + 2));
                at += 4;
            }
            sizesPresent = true;
        }
        if ((head & 0x08) != 0) {
            if (at >= end) {
                return -1;
            }
            int pictures = Bytes.u8(buffer, at++);
            for (int i = 0; i < pictures; i++) {
                if (at >= end) {
                    return -1;
                }
                int references = buffer[at] >>> 2 & 0x03;
                at += 1 + references;
            }
        }
        return at <= end ? at : -1;
    }

    /** Whether the packet begins a key frame: the first packet of a base-layer frame that is predicted from nothing. */
    public boolean keyFrame() {
        return startOfFrame && !interPicturePredicted && spatialId <= 0;
    }

    /** Whether the packet begins a layer frame. */
    public boolean startOfFrame() {
        return startOfFrame;
    }

    /** Whether the packet ends a layer frame. */
    public boolean endOfFrame() {
        return endOfFrame;
    }

    /** Whether the frame is predicted from earlier pictures. */
    public boolean interPicturePredicted() {
        return interPicturePredicted;
    }

    /** Whether the frame is predicted from a lower spatial layer of the same picture. */
    public boolean interLayerPredicted() {
        return interLayerPredicted;
    }

    /** Whether each frame lists its own references, rather than following an announced pattern. */
    public boolean flexibleMode() {
        return flexibleMode;
    }

    /** Whether one can switch to this temporal layer here. */
    public boolean switchingUpPoint() {
        return switchingUpPoint;
    }

    /** Whether the descriptor carries the scalability structure. */
    public boolean scalabilityStructure() {
        return scalabilityStructure;
    }

    /** How many spatial layers the scalability structure has; 0 when it is absent. */
    public int spatialLayers() {
        return spatialLayers;
    }

    /** The longer side of the pictures of a spatial layer, in pixels; 0 when it is not said. */
    public int pictureSize(int spatialLayer) {
        return sizesPresent && spatialLayer < spatialLayers ? pictureSizes[spatialLayer] : 0;
    }

    /** 0 to 32767; -1 when absent. */
    public int pictureId() {
        return pictureId;
    }

    /** 0 to 7; -1 when absent. */
    public int temporalId() {
        return temporalId;
    }

    /** 0 to 7; -1 when absent. */
    public int spatialId() {
        return spatialId;
    }

    /** 0 to 255; -1 when absent. */
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** Bytes of the descriptor. */
    public int length() {
        return length;
    }
}
