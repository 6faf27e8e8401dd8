package dev.parley.sfu.transport;

import dev.parley.protocol.feedback.TransportFeedbackBuilder;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;

/** A subscriber's transport-wide feedback: what a browser answers to packets with transport-wide numbers. */
final class Answers implements MemoryClient.Receiver {
    /** The router's id of the number's header extension. */
    private static final int TRANSPORT_CC = 5;

    /** The subscriber's clock has nothing to do with the server's. */
    private static final long CLOCK_OFFSET = 987_654_321_987L;

    private static final int OWN_SSRC = 1;

    private final TransportFeedbackBuilder feedback = new TransportFeedbackBuilder(OWN_SSRC);
    private final VirtualTime time;
    int paddingBytes;
    int numbered;

    Answers(MemoryCall call, MemoryClient client) {
        this.time = call.time;
        client.receiver(this);
        time.every(10 * VirtualTime.MILLI, () -> {
            for (TransportFeedback one : feedback.poll(time.nanoTime() + CLOCK_OFFSET)) {
                client.sendRtcp(one);
            }
        });
    }

    @Override
    public void rtp(RtpPacket packet) {
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
