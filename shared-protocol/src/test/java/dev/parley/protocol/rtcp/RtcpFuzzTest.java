package dev.parley.protocol.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpFuzzTest {
    /** Whatever comes in, what is read can be written, and reads as the same again. */
    @FuzzTest
    void compounds(byte[] data) {
        check(data, data.length);
    }

    private static boolean check(byte[] data, int length) {
        Optional<List<RtcpPacket>> read = RtcpReader.read(data, 0, length);
        for (RtcpPacket packet : read.orElse(List.of())) {
            byte[] bytes = new byte[2 * length + 400];
            int written = RtcpWriter.write(packet, bytes, 0, bytes.length);
            // Texts that were no UTF-8 change and may grow; unknown things are not written.
            if (written > 0 && !(packet instanceof SourceDescription) && !(packet instanceof Bye)) {
                assertThat(RtcpReader.read(bytes, 0, written)).contains(List.of(packet));
            }
        }
        return read.isPresent();
    }

    @Test
    void randomChangesOfPacketsAreHarmless() {
        Random random = new Random(22);
        List<RtcpPacket> packets = RtcpRoundTripTest.packets().toList();
        byte[] bytes = new byte[2000];
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            int length = RtcpWriter.write(packets.get(round % packets.size()), bytes, 0, 1500);
            for (int changes = random.nextInt(6); changes > 0; changes--) {
                bytes[random.nextInt(length)] = (byte) random.nextInt(256);
            }
            read += check(bytes, length) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(5_000);
    }

    @Test
    void aDatagramOfFeedbackOnLostPacketsCostsNoMoreThanItsBytes() {
        // Each 40 bytes of these speaks of 65535 lost packets.
        String one = "afcd0009 0000000a 0000000b 0001ffff 00000203" + "1fff".repeat(9) + "0002";
        byte[] bytes = HexFormat.of().parseHex(one.replace(" ", "").repeat(40));
        List<RtcpPacket> read = RtcpReader.read(bytes, 0, bytes.length).orElseThrow();
        assertThat(read)
                .hasSize(40)
                .allSatisfy(packet ->
                        assertThat(((TransportFeedback) packet).receivedCount()).isZero());
    }
}
