package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Vp8FrameAssemblerFuzzTest {
    @FuzzTest
    void fuzz(byte[] data) {
        play(data);
    }

    /** Each packet is three bytes of head and up to 31 of payload. */
    private static void play(byte[] data) {
        var assembler = new Vp8FrameAssembler();
        int taken = 0;
        for (int at = 0; at + 3 < data.length; ) {
            int sequence = (data[at] & 0xff) * ((data[at + 1] & 0x80) == 0 ? 1 : 257);
            int length = Math.min(data[at + 2] & 0x1f, data.length - at - 3);
            boolean useful = assembler.insert(
                    data, at + 3, length, sequence, data[at + 1] & 0x3f, (data[at + 1] & 0x40) != 0, at);
            if (useful && assembler.gapSince() > at) {
                throw new AssertionError("a gap in the future");
            }
            at += 3 + length;
            if ((data[at - 1] & 3) == 0) {
                var found = assembler.next();
                if (found == null) {
                    found = assembler.acrossGap();
                }
                if (found != null) {
                    assertThat(assembler.take(found)).isNotEmpty();
                    taken++;
                }
            }
            if ((data[at - 1] & 0xff) == 0x7f) {
                assembler.reset();
            }
        }
        assertThat(taken).isNotNegative();
    }

    @Test
    void randomPacketsAreHarmless() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            byte[] data = new byte[random.nextInt(2000)];
            random.nextBytes(data);
            play(data);
        }
    }
}
