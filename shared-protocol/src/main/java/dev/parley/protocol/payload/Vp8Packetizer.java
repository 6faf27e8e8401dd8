package dev.parley.protocol.payload;

import dev.parley.protocol.wire.Bytes;

/**
 * Splits coded VP8 pictures into RTP payloads (RFC 7741), each with a descriptor that carries a picture id of 15 bits
 * and, for pictures of temporal layers, TL0PICIDX and the layer. Payloads of a picture are equal in size but the last,
 * which may be smaller: equal datagrams can be handed to the system in one piece.
 *
 * <p>Not thread-safe. Allocates nothing per picture.
 */
public final class Vp8Packetizer {
    private static final int EXTENDED = 0x80;
    private static final int NON_REFERENCE = 0x20;
    private static final int START_OF_PARTITION = 0x10;
    private static final int HAS_PICTURE_ID = 0x80;
    private static final int HAS_TL0PICIDX = 0x40;
    private static final int HAS_TEMPORAL_ID = 0x20;
    private static final int LONG_PICTURE_ID = 0x8000;
    private static final int SYNC = 0x20;

    private static final int SHORT_DESCRIPTOR = 4;
    private static final int LAYERED_DESCRIPTOR = 6;

    private final byte[] payload;
    private int pictureId;
    private int tl0PicIdx;

    /**
     * Begins with given numbers, which a sender chooses at random.
     *
     * @param maxPayload bytes of the largest RTP payload, descriptor included, at least 7
     * @param firstPictureId the low 15 bits count
     * @param firstTl0PicIdx the low 8 bits count
     */
    public Vp8Packetizer(int maxPayload, int firstPictureId, int firstTl0PicIdx) {
        if (maxPayload <= LAYERED_DESCRIPTOR) {
            throw new IllegalArgumentException("no room behind the descriptor: " + maxPayload);
        }
        payload = new byte[maxPayload];
        pictureId = firstPictureId & 0x7fff;
        tl0PicIdx = firstTl0PicIdx & 0xff;
    }

    /** Takes the payloads of a picture, in order. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One payload, {@code buffer[0 .. length)}, valid during the call.
         *
         * @param last whether it ends the picture: the RTP marker
         */
        void payload(byte[] buffer, int length, boolean last);
    }

    /** Splits a picture of a stream without layers; one of no bytes has no payloads. */
    public void packetize(byte[] frame, int offset, int length, Sink sink) {
        split(frame, offset, length, SHORT_DESCRIPTOR, 0, sink);
        pictureId = (pictureId + 1) & 0x7fff;
    }

    /**
     * Splits a picture of a temporal layer.
     *
     * @param temporalId 0 to 3; 0 is the base
     * @param layerSync whether it refers to the base layer only
     * @param nonReference whether no other picture refers to it
     */
    public void packetizeLayer(
            byte[] frame, int offset, int length, int temporalId, boolean layerSync, boolean nonReference, Sink sink) {
        if (temporalId == 0) {
            tl0PicIdx = (tl0PicIdx + 1) & 0xff;
        }
        Bytes.put8(payload, 4, tl0PicIdx);
        Bytes.put8(payload, 5, temporalId << 6 | (layerSync ? SYNC : 0));
        split(frame, offset, length, LAYERED_DESCRIPTOR, nonReference ? NON_REFERENCE : 0, sink);
        pictureId = (pictureId + 1) & 0x7fff;
    }

    private void split(byte[] frame, int offset, int length, int descriptor, int flags, Sink sink) {
        Bytes.put8(
                payload,
                1,
                descriptor == LAYERED_DESCRIPTOR ? HAS_PICTURE_ID | HAS_TL0PICIDX | HAS_TEMPORAL_ID : HAS_PICTURE_ID);
        Bytes.put16(payload, 2, LONG_PICTURE_ID | pictureId);
        int room = payload.length - descriptor;
        int count = (length + room - 1) / room;
        int size = count == 0 ? 0 : (length + count - 1) / count;
        int first = START_OF_PARTITION;
        for (int at = 0; at < length; at += size) {
            int now = Math.min(size, length - at);
            Bytes.put8(payload, 0, EXTENDED | flags | first);
            System.arraycopy(frame, offset + at, payload, descriptor, now);
            sink.payload(payload, descriptor + now, at + now == length);
            first = 0;
        }
    }
}
