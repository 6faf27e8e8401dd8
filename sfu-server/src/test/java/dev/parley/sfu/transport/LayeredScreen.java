package dev.parley.sfu.transport;

import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.protocol.wire.Bytes;
import dev.parley.protocol.wire.SequenceUnwrapper;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.PacketDraft;
import dev.parley.sfu.consumer.PacketSource;
import dev.parley.sfu.stream.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Who watches a {@link LayeredCamera} and looks into each packet. */
final class LayeredScreen implements Consumer.Output {
    /**
     * A packet as it was sent, with what the camera wrote into it.
     *
     * @param layer -1 in a packet without content
     */
    record Piece(
            long sequence,
            int timestamp,
            int pictureId,
            int tl0,
            int temporal,
            boolean key,
            int layer,
            int picture,
            int index,
            boolean marker) {
        boolean filler() {
            return layer < 0;
        }
    }

    final Consumer consumer;
    /** In the order in which they were sent, the repaired ones among them. */
    final List<Piece> pieces = new ArrayList<>();

    final TreeMap<Long, Piece> bySequence = new TreeMap<>();
    private final PacketDraft draft = new PacketDraft(2_048);
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    int retransmissions;

    /**
     * @param maker makes the consumer whose packets this gets
     */
    LayeredScreen(Function<Consumer.Output, Consumer> maker) {
        this.consumer = maker.apply(this);
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public PacketDraft draft() {
        return draft;
    }

    @Override
    public int maximumPacketLength() {
        return 1_400;
    }

    @Override
    public boolean mayRetransmit(int bytes) {
        return true;
    }

    @Override
    public void dropped(DropReason reason) {
        throw new AssertionError(reason);
    }

    @Override
    public int send(PacketSource from, int length, PacketClass packetClass, long nowNanos) {
        RtpPacket packet = new RtpPacket();
        if (!packet.wrap(Arrays.copyOf(draft.bytes(), length), 0, length)) {
            throw new AssertionError("malformed");
        }
        boolean again = packet.ssrc() == consumer.rtxSsrc();
        if (again && !Rtx.unwrap(packet, 101, consumer.ssrc())) {
            throw new AssertionError("an empty retransmission");
        }
        retransmissions += again ? 1 : 0;
        long sequence = unwrapper.unwrap(packet.sequenceNumber());
        Piece piece = piece(sequence, packet);
        Piece before = bySequence.put(sequence, piece);
        if (before != null && !before.equals(piece)) {
            throw new AssertionError("two packets of one number: " + before + " and " + piece);
        }
        if (before != null && !again) {
            throw new AssertionError("sent twice: " + piece);
        }
        pieces.add(piece);
        return length;
    }

    private static Piece piece(long sequence, RtpPacket packet) {
        Vp8Descriptor vp8 = new Vp8Descriptor();
        int at = packet.payloadOffset();
        if (packet.payloadLength() == 0) {
            return new Piece(sequence, packet.timestamp(), -1, -1, -1, false, -1, -1, -1, false);
        }
        if (!vp8.parse(packet.buffer(), at, packet.payloadLength())) {
            throw new AssertionError("not VP8");
        }
        return new Piece(
                sequence,
                packet.timestamp(),
                vp8.pictureId(),
                vp8.tl0PicIdx(),
                vp8.temporalId(),
                vp8.keyFrame(),
                packet.buffer()[at + 7],
                Bytes.i32(packet.buffer(), at + 8),
                packet.buffer()[at + 12],
                packet.marker());
    }

    @Override
    public boolean sendAgain(int length, int before, byte[] ends, int endOffset, long nowNanos) {
        throw new AssertionError("retransmission streams were negotiated");
    }

    Piece last() {
        return pieces.getLast();
    }

    /** The pieces in the order of their numbers. */
    List<Piece> inOrder() {
        return List.copyOf(bySequence.values());
    }
}
