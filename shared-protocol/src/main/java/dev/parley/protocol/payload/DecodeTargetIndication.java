package dev.parley.protocol.payload;

/** How a frame relates to a decode target (RTP Payload Format For AV1, appendix A.4), in the order of the numbers sent. */
public enum DecodeTargetIndication {
    /** The frame is no part of the target. */
    NOT_PRESENT,
    /** Part of the target, and nothing of the target depends on it. */
    DISCARDABLE,
    /** Part of the target, and all that follows of it can be decoded if this frame can. */
    SWITCH,
    /** Part of the target, and others of it may depend on the frame. */
    REQUIRED;

    private static final DecodeTargetIndication[] ALL = values();

    static DecodeTargetIndication of(int bits) {
        return ALL[bits];
    }
}
