package dev.parley.sfu.consumer;

import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.SentPackets;

/** The numbers one packet goes out with. One object is used for packet after packet. */
final class PacketNumbers {
    int sequence;
    int timestamp;
    int pictureId;
    int tl0;
    boolean marker;
    boolean withMid;

    /**
     * By the mapping in force; absent numbers become 0.
     *
     * @param endsPicture whether it is the last packet of its picture, although not for its publisher
     */
    void map(MediaPacket packet, Continuity continuity, boolean endsPicture) {
        marker = endsPicture || packet.rtp().marker();
        sequence = continuity.sequence(packet.sequence());
        timestamp = continuity.timestamp(packet.rtp().timestamp());
        pictureId = packet.pictureId() >= 0 ? continuity.pictureId(packet.sequence(), packet.pictureId()) : 0;
        tl0 = packet.tl0() >= 0 ? continuity.tl0(packet.tl0()) : 0;
    }

    /** As the packet found in {@code sent} went out the first time. */
    void recall(int sequence, SentPackets sent) {
        this.sequence = sequence;
        timestamp = sent.timestamp();
        pictureId = sent.pictureId();
        tl0 = sent.tl0();
        marker = sent.marker();
    }
}
