package dev.parley.protocol.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import org.junit.jupiter.api.Test;

class RetransmissionBufferTest {
    private static final long MILLI = 1_000_000L;

    private final byte[] bytes = new byte[1500];
    private final RtpHeaderWriter writer = new RtpHeaderWriter();
    private final RtpPacket packet = new RtpPacket();
    private final RtpPacket found = new RtpPacket();

    private RtpPacket packet(long sequence, int payload) {
        int header = writer.start(bytes, 3, 96, false, (int) sequence, 5, 6).finish();
        Bytes.put32(bytes, 3 + header, (int) sequence);
        assertThat(packet.wrap(bytes, 3, header + payload)).isTrue();
        return packet;
    }

    private static int content(RtpPacket packet) {
        return Bytes.i32(packet.buffer(), packet.payloadOffset());
    }

    @Test
    void whatWasStoredIsFoundAsItWas() {
        RetransmissionBuffer buffer = RetransmissionBuffer.forVideo();
        for (long sequence = 65_500; sequence < 65_600; sequence++) {
            buffer.store(sequence, packet(sequence, 100 + (int) (sequence % 900)), 0);
        }
        for (long sequence = 65_500; sequence < 65_600; sequence++) {
            assertThat(buffer.find(sequence, found)).isTrue();
            assertThat(found.sequenceNumber()).isEqualTo((int) (sequence & 0xffff));
            assertThat(found.payloadLength()).isEqualTo(100 + (int) (sequence % 900));
            assertThat(content(found)).isEqualTo((int) sequence);
        }
        assertThat(buffer.find(65_499, found)).isFalse();
        assertThat(buffer.find(65_600, found)).isFalse();
        buffer.clear();
        assertThat(buffer.find(65_550, found)).isFalse();
    }

    @Test
    void itGrowsOnlyWhileYoungPacketsWouldBeLost() {
        RetransmissionBuffer slow = RetransmissionBuffer.forVideo();
        for (int i = 0; i < 10_000; i++) {
            slow.store(i, packet(i, 10), i * 50L * MILLI);
        }
        assertThat(slow.capacity()).isEqualTo(64);
        assertThat(slow.find(9_999 - 40, found)).isTrue();
        assertThat(slow.find(9_999 - 41, found)).as("older than two seconds").isFalse();

        RetransmissionBuffer fast = RetransmissionBuffer.forVideo();
        for (int i = 0; i < 10_000; i++) {
            fast.store(i, packet(i, 10), i * 4L * MILLI);
        }
        assertThat(fast.capacity()).isEqualTo(512);
        assertThat(fast.find(9_999 - 500, found)).isTrue();
        assertThat(fast.find(9_999 - 501, found)).isFalse();
    }

    @Test
    void itNeverGrowsBeyondItsBound() {
        RetransmissionBuffer buffer = RetransmissionBuffer.forAudio();
        for (int i = 0; i < 2_000; i++) {
            buffer.store(i, packet(i, 10), 0);
        }
        assertThat(buffer.capacity()).isEqualTo(256);
        assertThat(buffer.find(1_999 - 255, found)).isTrue();
        assertThat(buffer.find(1_999 - 256, found)).isFalse();
    }

    @Test
    void slotsAreReusedForLongerAndShorterPackets() {
        RetransmissionBuffer buffer = new RetransmissionBuffer(MILLI, 64);
        buffer.store(1, packet(1, 100), 0);
        assertThat(buffer.find(1, found)).isTrue();
        byte[] slot = found.buffer();
        buffer.store(65, packet(65, 200), 10 * MILLI);
        assertThat(buffer.find(65, found)).isTrue();
        assertThat(found.buffer()).isSameAs(slot);
        assertThat(found.payloadLength()).isEqualTo(200);
        buffer.store(129, packet(129, 1200), 20 * MILLI);
        assertThat(buffer.find(129, found)).isTrue();
        assertThat(found.payloadLength()).isEqualTo(1200);
        assertThat(content(found)).isEqualTo(129);
    }

    @Test
    void aLatePacketNeverReplacesANewerOne() {
        RetransmissionBuffer buffer = new RetransmissionBuffer(1000 * MILLI, 64);
        buffer.store(100, packet(100, 10), 0);
        buffer.store(36, packet(36, 10), 0);
        assertThat(buffer.find(100, found)).isTrue();
        assertThat(buffer.find(36, found)).isFalse();
        buffer.store(99, packet(99, 10), 0);
        assertThat(buffer.find(99, found)).isTrue();
    }

    @Test
    void boundsThatAreNoPowerOfTwoAreRefused() {
        assertThatThrownBy(() -> new RetransmissionBuffer(1, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetransmissionBuffer(1, 32)).isInstanceOf(IllegalArgumentException.class);
    }
}
