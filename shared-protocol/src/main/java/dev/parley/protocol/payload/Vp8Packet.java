package dev.parley.protocol.payload;

import java.util.Arrays;

/** What {@link Vp8FrameAssembler} keeps of one packet; used again and again. */
final class Vp8Packet {
    int timestamp;
    boolean marker;
    long arrival;
    /** Padding: has a sequence number and nothing else. */
    boolean filler;
    /** Whether it begins a picture. */
    boolean start;

    boolean key;
    int tl0PicIdx;
    int temporalId;
    boolean layerSync;
    byte[] bytes = new byte[1500];
    int length;

    void fill() {
        filler = true;
        start = false;
        key = false;
        length = 0;
    }

    /** Copies what stands behind the descriptor. */
    void take(Vp8Descriptor descriptor, byte[] buffer, int payloadOffset, int payloadLength) {
        filler = false;
        start = descriptor.startOfFrame();
        key = descriptor.keyFrame();
        tl0PicIdx = descriptor.tl0PicIdx();
        temporalId = descriptor.temporalId();
        layerSync = descriptor.layerSync();
        length = payloadLength - descriptor.length();
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, length);
        }
        System.arraycopy(buffer, payloadOffset + descriptor.length(), bytes, 0, length);
    }
}
