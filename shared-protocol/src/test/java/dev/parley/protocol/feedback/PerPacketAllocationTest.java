package dev.parley.protocol.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class PerPacketAllocationTest {
    private static final int PACKETS = 50_000;
    private static final long MILLI = 1_000_000L;

    private final byte[] bytes = new byte[1500];
    private final RtpHeaderWriter writer = new RtpHeaderWriter();
    private final RtpPacket packet = new RtpPacket();
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final ReceiveStatistics statistics = new ReceiveStatistics(1, 90_000);
    private final NackGenerator nacks = new NackGenerator(() -> {});
    private final RetransmissionBuffer history = RetransmissionBuffer.forVideo();
    private final TransportFeedbackBuilder feedback = new TransportFeedbackBuilder(1);
    private final ReceiverBitrateEstimator estimator = new ReceiverBitrateEstimator();
    private long read;

    private void packets(int from, int to) {
        for (int i = from; i < to; i++) {
            long now = i * 2L * MILLI;
            if (i % 50 == 7) {
                continue;
            }
            int header = writer.start(bytes, 0, 96, false, i, i * 3000, 1)
                    .extension24(2, i)
                    .extension16(3, i)
                    .finish();
            bytes[header] = 0x10;
            if (!packet.wrap(bytes, 0, header + 1100)) {
                throw new AssertionError("not the packet written");
            }
            if (descriptor.parse(bytes, packet.payloadOffset(), packet.payloadLength())) {
                read += packet.extensionOffset(3);
            }
            statistics.received(i & 0xffff, packet.timestamp(), 1100, now);
            nacks.received(i & 0xffff, false, false, now);
            read += nacks.poll(now, 0);
            history.store(i, packet, now);
            feedback.received(i & 0xffff, 1, now);
            estimator.received(i * 500 & 0xff_ffff, 1100, now);
        }
    }

    @Test
    void theSteadyStateAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        packets(0, PACKETS);
        feedback.poll(PACKETS * 2L * MILLI);
        long before = threads.getCurrentThreadAllocatedBytes();
        packets(PACKETS, PACKETS + 5_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(read).isPositive();
        // Less than one object for every ten packets: what the runtime itself may need meanwhile.
        assertThat(allocated).isLessThan(5_000 / 10 * 16);
    }
}
