package dev.parley.sfu.consumer;

import dev.parley.protocol.feedback.RedundancyLevel;
import dev.parley.protocol.payload.RedWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;

/**
 * What of the sound before it goes with each packet to a subscriber whose line loses much (RFC 2198), out of what is kept
 * for all subscribers. Allocates nothing per packet.
 */
final class SoundRedundancy {
    private final int payloadType;
    private final RedundancyLevel level = new RedundancyLevel();
    private final RedWriter writer = new RedWriter();
    private final MediaPacket kept = new MediaPacket();

    /** @param payloadType by which the subscriber takes it */
    SoundRedundancy(int payloadType) {
        this.payloadType = payloadType;
    }

    int payloadType() {
        return payloadType;
    }

    void askedAgain() {
        level.askedAgain();
    }

    /** The subscriber says which share of the packets it did not get, 0 to 1. */
    void reported(double fractionLost, long nowNanos) {
        level.reported(fractionLost, nowNanos);
    }

    /**
     * A packet is about to go out.
     *
     * @return whether it does not go alone, but as {@link #writer} writes it
     */
    boolean accompanies(MediaPacket packet, ReceiveStream from, Continuity mapping) {
        level.sent();
        if (level.level() == 0 || !mapping.comesAfterAll(packet.sequence())) {
            return false;
        }
        int mapped = 0;
        while (mapped < level.level() && mapping.maps(packet.sequence() - mapped - 1)) {
            mapped++;
        }
        return gather(packet.sequence(), packet.rtp().timestamp(), mapped, from) > 0;
    }

    /**
     * A packet is made again that went out with so many others.
     *
     * @return false when they are no longer kept
     */
    boolean accompanied(long sequence, int timestamp, int before, ReceiveStream from) {
        return gather(sequence, timestamp, before, from) == before;
    }

    /** Has {@link #writer} write those before a packet, at most so many; gives how many there are. */
    private int gather(long sequence, int timestamp, int most, ReceiveStream from) {
        writer.clear();
        for (int back = 1; back <= most && from.find(sequence - back, kept); back++) {
            RtpPacket rtp = kept.rtp();
            int age = timestamp - rtp.timestamp();
            if (!writer.before(rtp.buffer(), rtp.payloadOffset(), rtp.payloadLength(), age)) {
                break;
            }
        }
        return writer.count();
    }

    RedWriter writer() {
        return writer;
    }
}
