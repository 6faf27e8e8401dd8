package dev.parley.protocol.payload;

import dev.parley.protocol.wire.Bytes;

/**
 * A view of the VP8 payload descriptor (RFC 7741, section 4.2) and of the one bit of the payload header that matters
 * (section 4.3). Reusable, allocates nothing. Positions are relative to the payload's first byte, so that they hold in
 * a copy of the payload too: a picture id is rewritten in the consumer's own copy, never in the shared packet.
 */
public final class Vp8Descriptor {
    private boolean startOfPartition;
    private boolean nonReference;
    private int partitionId;
    private int pictureId;
    private int pictureIdPosition;
    private boolean longPictureId;
    private int tl0PicIdx;
    private int tl0PicIdxPosition;
    private int temporalId;
    private boolean layerSync;
    private int keyIndex;
    private int length;
    private boolean keyFrame;

    /**
     * Reads the descriptor at {@code buffer[payloadOffset .. payloadOffset + payloadLength)}.
     *
     * @return false when it is cut, or nothing follows it; the view is then undefined
     */
    public boolean parse(byte[] buffer, int payloadOffset, int payloadLength) {
        if (payloadLength < 1) {
            return false;
        }
        int first = Bytes.u8(buffer, payloadOffset);
        startOfPartition = (first & 0x10) != 0;
        nonReference = (first & 0x20) != 0;
        partitionId = first & 0x07;
        pictureId = -1;
        pictureIdPosition = -1;
        longPictureId = false;
        tl0PicIdx = -1;
        tl0PicIdxPosition = -1;
        temporalId = -1;
        layerSync = false;
        keyIndex = -1;
        length = 1;
        if ((first & 0x80) != 0 && !parseExtension(buffer, payloadOffset, payloadLength)) {
            return false;
        }
        if (length >= payloadLength) {
            return false;
        }
        // The payload header stands only in front of the first partition; its lowest bit is the inverse key frame flag.
        keyFrame = startOfFrame() && (buffer[payloadOffset + length] & 0x01) == 0;
        return true;
    }

    private boolean parseExtension(byte[] buffer, int offset, int available) {
        if (available < 2) {
            return false;
        }
        int extension = Bytes.u8(buffer, offset + 1);
        int at = 2;
        if ((extension & 0x80) != 0) {
            if (at >= available) {
                return false;
            }
            longPictureId = buffer[offset + at] < 0;
            if (longPictureId && at + 1 >= available) {
                return false;
            }
            pictureIdPosition = at;
            pictureId = longPictureId ? Bytes.u16(buffer, offset + at) & 0x7fff : buffer[offset + at];
            at += longPictureId ? 2 : 1;
        }
        if ((extension & 0x40) != 0) {
            if (at >= available) {
                return false;
            }
            tl0PicIdxPosition = at;
            tl0PicIdx = Bytes.u8(buffer, offset + at);
            at++;
        }
        if ((extension & 0x30) != 0) {
            if (at >= available) {
                return false;
            }
            int layers = Bytes.u8(buffer, offset + at);
            if ((extension & 0x20) != 0) {
                temporalId = layers >>> 6;
                layerSync = (layers & 0x20) != 0;
            }
            if ((extension & 0x10) != 0) {
                keyIndex = layers & 0x1f;
            }
            at++;
        }
        length = at;
        return true;
    }

    /** Whether the packet begins a picture (S is set and the partition is the first). */
    public boolean startOfFrame() {
        return startOfPartition && partitionId == 0;
    }

    /** Whether the packet begins a partition. */
    public boolean startOfPartition() {
        return startOfPartition;
    }

    /** 0 to 7. */
    public int partitionId() {
        return partitionId;
    }

    /** Whether no other picture refers to this one. */
    public boolean nonReference() {
        return nonReference;
    }

    /** Whether the packet begins a key frame. False for every later packet of one. */
    public boolean keyFrame() {
        return keyFrame;
    }

    /** 0 to 127 or 0 to 32767 by {@link #longPictureId()}; -1 when absent. */
    public int pictureId() {
        return pictureId;
    }

    /** Whether the picture id has 15 bits rather than 7. */
    public boolean longPictureId() {
        return longPictureId;
    }

    /** Where the picture id stands, in bytes from the payload's first; -1 when absent. */
    public int pictureIdPosition() {
        return pictureIdPosition;
    }

    /** Running number of the base temporal layer's pictures, 0 to 255; -1 when absent. */
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** Where TL0PICIDX stands, in bytes from the payload's first; -1 when absent. */
    public int tl0PicIdxPosition() {
        return tl0PicIdxPosition;
    }

    /** Temporal layer, 0 to 3; -1 when absent. */
    public int temporalId() {
        return temporalId;
    }

    /** Whether the picture depends on the base temporal layer only, so that one can switch up here. */
    public boolean layerSync() {
        return layerSync;
    }

    /** KEYIDX, 0 to 31; -1 when absent. */
    public int keyIndex() {
        return keyIndex;
    }

    /** Bytes of the descriptor, 1 to 6. */
    public int length() {
        return length;
    }

    /**
     * Writes other numbers into a copy of the payload this view was parsed from; the form of each stays what it is, and
     * what is absent stays absent.
     *
     * @param payloadOffset where the copy of the payload begins in {@code copy}
     * @param newPictureId the low 15 or 7 bits are written
     * @param newTl0PicIdx the low 8 bits are written
     */
    public void renumber(byte[] copy, int payloadOffset, int newPictureId, int newTl0PicIdx) {
        if (pictureIdPosition >= 0) {
            if (longPictureId) {
                Bytes.put16(copy, payloadOffset + pictureIdPosition, 0x8000 | (newPictureId & 0x7fff));
            } else {
                Bytes.put8(copy, payloadOffset + pictureIdPosition, newPictureId & 0x7f);
            }
        }
        if (tl0PicIdxPosition >= 0) {
            Bytes.put8(copy, payloadOffset + tl0PicIdxPosition, newTl0PicIdx);
        }
    }
}
