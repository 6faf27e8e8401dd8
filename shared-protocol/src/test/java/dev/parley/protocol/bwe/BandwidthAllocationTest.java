package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.rtcp.TransportFeedback;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class BandwidthAllocationTest {
    private static final long MILLI = 1_000_000L;
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 10_000;

    private final SendSideBandwidth bandwidth =
            new SendSideBandwidth(new BandwidthSettings(600_000, 30_000, 1_000_000));
    private final Pacer<Integer> pacer = new Pacer<>(600_000, new Pacer.Listener<>() {
        @Override
        public void send(Integer packet, int probe, long nowNanos) {
            bandwidth.onPacketSent(sequence++ & 0xffff, 1_000, probe, nowNanos);
        }

        @Override
        public void dropped(Integer packet) {}

        @Override
        public int padding(int bytes, int probe, long nowNanos) {
            return 0;
        }
    });
    private int sequence;

    private void packets(int from, int to, TransportFeedback[] feedbacks) {
        for (int i = from; i < to; i++) {
            long now = i * 8L * MILLI;
            pacer.enqueue(1, 1_000, PacketClass.VIDEO, now);
            pacer.poll(now);
            if (i % 12 == 11) {
                bandwidth.onFeedback(feedbacks[i / 12], now);
                bandwidth.poll(now);
                pacer.target(bandwidth.targetBitsPerSecond());
            }
        }
    }

    @Test
    void theSteadyStateAllocatesNothing() {
        int all = WARM_UP + MEASURED;
        TransportFeedback[] feedbacks = new TransportFeedback[all / 12 + 1];
        for (int i = 0; i * 12 < all; i++) {
            TransportFeedback.Builder builder = new TransportFeedback.Builder(i * 12 & 0xffff, i * 96L * MILLI);
            for (int k = 0; k < 12; k++) {
                builder.add(k, (i * 12L + k) * 8 * MILLI);
            }
            feedbacks[i] = builder.build(1, 2, i);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        packets(0, WARM_UP, feedbacks);
        long before = threads.getCurrentThreadAllocatedBytes();
        packets(WARM_UP, all, feedbacks);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(bandwidth.targetBitsPerSecond()).isEqualTo(1_000_000);
        // Less than one object for every ten packets: probes, and what the runtime itself may need meanwhile.
        assertThat(allocated).isLessThan(MEASURED / 10 * 16);
    }
}
