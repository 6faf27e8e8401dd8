package dev.parley.sfu.transport;

import dev.parley.protocol.feedback.NackGenerator;
import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.protocol.wire.Bytes;
import dev.parley.protocol.wire.SequenceUnwrapper;
import dev.parley.sfu.consumer.Consumer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A subscriber of a {@link Camera}: asks for what it loses and keeps what it gets, by sequence number. */
final class Screen implements MemoryClient.Receiver {
    private static final int OWN_SSRC = 1;

    /** A packet as it arrived, with what the camera wrote into it. */
    record Piece(
            long sequence, int timestamp, int pictureId, int tl0, boolean key, int frame, int index, boolean marker) {}

    final TreeMap<Long, Piece> pieces = new TreeMap<>();
    /** In the order in which they arrived. */
    final List<Piece> arrivals = new ArrayList<>();

    int duplicates;
    int repaired;
    /** Whether it asks for lost packets. */
    boolean asks = true;

    private final MemoryClient client;
    private final VirtualTime time;
    private final Consumer consumer;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final NackGenerator nacks;

    Screen(MemoryCall call, MemoryClient client, Consumer consumer) {
        this.client = client;
        this.time = call.time;
        this.consumer = consumer;
        this.nacks = new NackGenerator(this::askForKeyFrame, 5 * VirtualTime.MILLI);
        client.receiver(this);
        time.every(5 * VirtualTime.MILLI, this::askForLost);
    }

    void askForKeyFrame() {
        client.sendRtcp(new PictureLossIndication(OWN_SSRC, consumer.ssrc()));
    }

    void askFor(int sequence) {
        client.sendRtcp(new GenericNack(OWN_SSRC, consumer.ssrc(), List.of(sequence)));
    }

    private void askForLost() {
        int count = asks ? nacks.poll(time.nanoTime(), 60 * VirtualTime.MILLI) : 0;
        if (count > 0) {
            List<Integer> lost = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                lost.add(nacks.lost()[i]);
            }
            client.sendRtcp(new GenericNack(OWN_SSRC, consumer.ssrc(), lost));
        }
    }

    @Override
    public void rtp(RtpPacket packet) {
        boolean rtx = consumer.rtxSsrc() != 0 && packet.ssrc() == consumer.rtxSsrc();
        if (rtx && packet.payloadLength() == 0 && packet.paddingLength() > 0) {
            return;
        }
        if (rtx && !Rtx.unwrap(packet, 101, consumer.ssrc())) {
            throw new AssertionError("an empty retransmission");
        }
        if (packet.ssrc() != consumer.ssrc()) {
            return;
        }
        Vp8Descriptor vp8 = new Vp8Descriptor();
        if (!vp8.parse(packet.buffer(), packet.payloadOffset(), packet.payloadLength())) {
            throw new AssertionError("not VP8");
        }
        repaired += rtx ? 1 : 0;
        if (!nacks.received(packet.sequenceNumber(), vp8.keyFrame(), rtx, time.nanoTime())) {
            duplicates++;
            return;
        }
        int at = packet.payloadOffset();
        Piece piece = new Piece(
                unwrapper.unwrap(packet.sequenceNumber()),
                packet.timestamp(),
                vp8.pictureId(),
                vp8.tl0PicIdx(),
                vp8.keyFrame(),
                Bytes.i32(packet.buffer(), at + 7),
                packet.buffer()[at + 11],
                packet.marker());
        arrivals.add(piece);
        pieces.put(piece.sequence(), piece);
    }

    @Override
    public void rtcp(RtcpPacket packet) {}

    /** The pieces in the order of their numbers. */
    List<Piece> inOrder() {
        return List.copyOf(pieces.values());
    }

    /** How many sequence numbers between the first and the last piece are missing. */
    long missing() {
        return pieces.isEmpty() ? 0 : pieces.lastKey() - pieces.firstKey() + 1 - pieces.size();
    }
}
