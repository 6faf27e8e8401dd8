package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a receiver claims, the estimate stays within its bounds and goes on. */
class SendSideBandwidthFuzzTest {
    private static final long MILLI = 1_000_000L;
    private static final BandwidthSettings SETTINGS = new BandwidthSettings(600_000, 30_000, 5_000_000);

    /** The bytes are one RTCP datagram, taken between packets again and again. */
    @FuzzTest
    void feedback(byte[] data) {
        List<RtcpPacket> packets = RtcpReader.read(data, 0, data.length).orElse(List.of());
        SendSideBandwidth bandwidth = new SendSideBandwidth(SETTINGS);
        long now = 0;
        for (int i = 0; i < 300; i++) {
            now += 5 * MILLI;
            bandwidth.onPacketSent(65_400 + i & 0xffff, 1_000, now);
            if (i % 20 == 0) {
                take(bandwidth, packets, now);
            }
        }
    }

    private static void take(SendSideBandwidth bandwidth, List<RtcpPacket> packets, long now) {
        for (RtcpPacket packet : packets) {
            if (packet instanceof TransportFeedback feedback) {
                bandwidth.onFeedback(feedback, now);
            }
        }
        bandwidth.poll(now);
        bandwidth.nextProbe(now).ifPresent(probe -> {
            assertThat(probe.bitsPerSecond()).isBetween(1L, SETTINGS.max());
            assertThat(probe.minBytes()).isPositive();
        });
        assertThat(bandwidth.targetBitsPerSecond()).isBetween(SETTINGS.min(), SETTINGS.max());
        assertThat(bandwidth.figures(now).lossShare()).isBetween(0.0, 1.0);
    }

    @Test
    void claimsAtRandomAreHarmless() {
        Random random = new Random(31);
        for (int round = 0; round < 8; round++) {
            SendSideBandwidth bandwidth = new SendSideBandwidth(SETTINGS);
            long now = random.nextLong(1_000_000 * MILLI);
            int sequence = random.nextInt(65_536);
            for (int i = 0; i < 3_000; i++) {
                now += random.nextInt(10) * MILLI;
                sequence += random.nextInt(50) == 0 ? random.nextInt(20_000) : 1;
                bandwidth.onPacketSent(sequence & 0xffff, random.nextInt(1_500), random.nextInt(9), now);
                if (random.nextInt(10) == 0) {
                    take(bandwidth, List.of(claim(random, sequence)), now);
                }
                if (random.nextInt(100) == 0) {
                    bandwidth.onRtt(random.nextLong());
                    bandwidth.maximum(random.nextLong());
                    bandwidth.maximum(SETTINGS.max());
                }
            }
        }
    }

    /** Something about recent packets, or about anything; arrival times jump. */
    private static TransportFeedback claim(Random random, int sequence) {
        int base = random.nextInt(4) == 0 ? random.nextInt(65_536) : sequence - random.nextInt(300) & 0xffff;
        long time = random.nextLong(1L << 50);
        TransportFeedback.Builder builder = new TransportFeedback.Builder(base, time);
        int position = -1;
        for (int i = random.nextInt(200); i >= 0; i--) {
            position += 1 + random.nextInt(3);
            builder.add(position, time);
            time += random.nextInt(4) == 0 ? random.nextLong(8_000 * MILLI) - 4_000 * MILLI : random.nextInt(5_000_000);
        }
        return builder.build(1, 2, random.nextInt(256));
    }

    @Test
    void feedbackOnSixtyThousandPacketsCostsNoMoreThanThoseInFlight() {
        byte[] bytes = new byte[2_000];
        TransportFeedback.Builder builder = new TransportFeedback.Builder(0, 0);
        builder.add(0, 0);
        builder.add(65_000, MILLI);
        int length = RtcpWriter.write(builder.build(1, 2, 0), bytes, 0, bytes.length);
        List<RtcpPacket> packets = RtcpReader.read(bytes, 0, length).orElseThrow();
        SendSideBandwidth bandwidth = new SendSideBandwidth(SETTINGS);
        for (int i = 0; i < 3_000; i++) {
            bandwidth.onPacketSent(i, 1_000, i * MILLI);
            take(bandwidth, packets, i * MILLI);
        }
        assertThat(bandwidth.targetBitsPerSecond()).isLessThanOrEqualTo(SETTINGS.max());
    }
}
