package dev.parley.protocol.payload;

import dev.parley.protocol.wire.Bytes;

/**
 * A view of the front of the dependency descriptor header extension (RTP Payload Format For AV1, appendix A): the
 * mandatory fields and the flags behind them. Reusable, allocates nothing.
 */
public final class DependencyDescriptor {
    private static final int MANDATORY_LENGTH = 3;

    private boolean startOfFrame;
    private boolean endOfFrame;
    private int templateId;
    private int frameNumber;
    private boolean structurePresent;
    private boolean activeDecodeTargetsPresent;

    /**
     * Reads the extension's data.
     *
     * @return false when it is shorter than its three mandatory bytes; the view is then undefined
     */
    public boolean parse(byte[] buffer, int offset, int length) {
        if (length < MANDATORY_LENGTH) {
            return false;
        }
        int first = Bytes.u8(buffer, offset);
        startOfFrame = (first & 0x80) != 0;
        endOfFrame = (first & 0x40) != 0;
        templateId = first & 0x3f;
        frameNumber = Bytes.u16(buffer, offset + 1);
        int flags = length > MANDATORY_LENGTH ? Bytes.u8(buffer, offset + MANDATORY_LENGTH) : 0;
        structurePresent = (flags & 0x80) != 0;
        activeDecodeTargetsPresent = (flags & 0x40) != 0;
        return true;
    }

    /** Whether the packet begins a frame. */
    public boolean startOfFrame() {
        return startOfFrame;
    }

    /** Whether the packet ends a frame. */
    public boolean endOfFrame() {
        return endOfFrame;
    }

    /** 0 to 63. */
    public int templateId() {
        return templateId;
    }

    /** Of the frame within its stream, 0 to 65535, wrapping. */
    public int frameNumber() {
        return frameNumber;
    }

    /** Whether the template dependency structure is attached. */
    public boolean structurePresent() {
        return structurePresent;
    }

    /** Whether the descriptor says which decode targets are active. */
    public boolean activeDecodeTargetsPresent() {
        return activeDecodeTargetsPresent;
    }

    /** Whether the packet begins a key frame: the structure travels with the first packet of those only. */
    public boolean keyFrame() {
        return startOfFrame && structurePresent;
    }
}
