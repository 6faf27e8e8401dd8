package dev.parley.sfu.transport;

import dev.parley.protocol.feedback.NackGenerator;
import dev.parley.protocol.feedback.TransportFeedbackBuilder;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.consumer.Consumer;
import java.util.Arrays;
import java.util.List;

/** A subscriber's transport-wide feedback: what a browser answers to packets with transport-wide numbers. */
final class Answers implements MemoryClient.Receiver {
    /** The router's id of the number's header extension. */
    private static final int TRANSPORT_CC = 5;

    /** The subscriber's clock has nothing to do with the server's. */
    private static final long CLOCK_OFFSET = 987_654_321_987L;

    private static final int OWN_SSRC = 1;

    private final TransportFeedbackBuilder feedback = new TransportFeedbackBuilder(OWN_SSRC);
    private final VirtualTime time;
    private final MemoryClient client;
    private final NackGenerator nacks = new NackGenerator(() -> {});
    private int asksFor;
    int paddingBytes;
    int numbered;

    Answers(MemoryCall call, MemoryClient client) {
        this.time = call.time;
        this.client = client;
        client.receiver(this);
        time.every(10 * VirtualTime.MILLI, () -> {
            for (TransportFeedback one : feedback.poll(time.nanoTime() + CLOCK_OFFSET)) {
                client.sendRtcp(one);
            }
        });
    }

    /** Has it ask for what it lost of this stream, whose retransmissions have the SSRC after it. */
    void askFor(Consumer consumer, long roundTripNanos) {
        asksFor = consumer.ssrc();
        time.every(10 * VirtualTime.MILLI, () -> {
            int count = nacks.poll(time.nanoTime(), roundTripNanos);
            if (count > 0) {
                List<Integer> lost =
                        Arrays.stream(nacks.lost()).limit(count).boxed().toList();
                client.sendRtcp(new GenericNack(OWN_SSRC, asksFor, lost));
            }
        });
    }

    private void repair(RtpPacket packet) {
        if (packet.ssrc() == asksFor) {
            var _ = nacks.received(packet.sequenceNumber(), false, false, time.nanoTime());
        } else if (packet.ssrc() == asksFor + 1 && packet.payloadLength() >= 2) {
            int original = Bytes.u16(packet.buffer(), packet.payloadOffset());
            var _ = nacks.received(original, false, true, time.nanoTime());
        }
    }

    @Override
    public void rtp(RtpPacket packet) {
        if (asksFor != 0) {
            repair(packet);
        }
        int at = packet.extensionOffset(TRANSPORT_CC);
        if (at >= 0) {
            numbered++;
            paddingBytes += packet.paddingLength();
            feedback.received(Bytes.u16(packet.buffer(), at), packet.ssrc(), time.nanoTime() + CLOCK_OFFSET);
        }
    }

    @Override
    public void rtcp(RtcpPacket packet) {}
}
