package dev.parley.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes out under which number, against the values that mediasoup publishes in the tests of its SeqManager and of its VP8
 * descriptor: whoever comes from there finds the same streams. {@code 7=5} comes as 7 and goes out as 5, {@code 7x} is left
 * out, and with {@code *7=5} another encoding, or the same after a pause, takes over.
 */
class ContinuityVectorsTest {
    private static final int CLOCK = 90_000;
    private static final int FRAME = 3_000;

    private static final class Stream {
        private final Continuity continuity;
        private SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        private int timestamp;
        private long first;

        Stream(int firstOut) {
            continuity = new Continuity(CLOCK, firstOut);
        }

        /** What comes of a step. */
        String run(String step) {
            boolean takesOver = step.startsWith("*");
            int number = Integer.parseInt(step.replaceAll("[*]|=.*|x", ""));
            if (takesOver) {
                unwrapper = new SequenceUnwrapper();
            }
            long sequence = unwrapper.unwrap(number);
            if (takesOver) {
                first = sequence;
                timestamp += 100 * FRAME;
                continuity.restartAt(sequence, timestampOf(sequence), -1, -1, 0);
            }
            if (step.endsWith("x")) {
                // What comes after something newer has left its number open already.
                if (continuity.comesAfterAll(sequence)) {
                    continuity.leaveOut(sequence, timestampOf(sequence));
                }
                return step;
            }
            int out = continuity.sequence(sequence);
            continuity.sent(sequence, out, continuity.timestamp(timestampOf(sequence)), -1, -1, 0);
            return (takesOver ? "*" : "") + number + "=" + out;
        }

        /** Each packet is a picture. */
        private int timestampOf(long sequence) {
            return timestamp + (int) (sequence - first) * FRAME;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            in order              | 0 | *0=0 1=1 2=2 3=3 4=4 5=5 6=6 7=7 8=8 9=9 10=10 11=11
            another encoding      | 0 | *0=0 1=1 2=2 *80=3 81=4 82=5 83=6 84=7
            pauses and gaps made  | 0 | *0=0 1=1 2=2 3=3 *4=4 5=5 6=6 *7=7 8x 9=8 11x 10=9 12=10
            over the end          | 65533 | *65533=65533 65534=65534 65535=65535 0=0 1=1
            a hole of the network | 0 | *0=0 1=1 1000=1000 1001=1001
            left out before it    | 0 | *0=0 1x 100=99 103x 101=100
            left out after it     | 0 | *0=0 1=1 100x 103x 101=100
            late among left out   | 0 | *0=0 2x 3=2 4=3 1=1
            all of it, first part | 0 | *0=0 1=1 2=2 3=3 7=7 6x 8=8 10=10 9=9 11=11 *0=12 2=14 3=15 4=16 5=17 6=18 7=19 8=20 9=21 10=22 9x
            all of it, second     | 23 | *61=23 62=24 63=25 64=26 65=27 *11=28 12=29 13=30 14=31 15=32 *1=33 2=34 3=35 4=36 5=37 *65533=38 65534=39 65535=40 *0=41 1=42 3x 4=44 5=45 6=46 7=47
            many at the beginning | 1 | *1=1 2x 3x 4x 5x 6x 7x 8x 9x 120=112 121=113 122=114 139=131
            high numbers          | 1 | *1=1 2x 3x 4x 5x 6x 7x 8x 9x 32768=32760 32769=32761 32776=32768 32780=32772
            left out at the end   | 1 | *65530=1 65531=2 65532=3 65533x 65534x 65535=4 0=5 1=6 2=7 3=8
            """)
    void numbersGoOn(String what, int firstOut, String steps) {
        Stream stream = new Stream(firstOut);
        List<String> expected = List.of(steps.strip().split(" "));
        List<String> happened = new ArrayList<>();
        expected.forEach(step -> happened.add(stream.run(step)));
        assertThat(happened).as(what).isEqualTo(expected);
    }

    private static void forward(Continuity continuity, long sequence, int pictureId, int tl0, int idOut, int tl0Out) {
        assertThat(continuity.pictureId(sequence, pictureId)).as("picture id").isEqualTo(idOut);
        assertThat(continuity.tl0(tl0)).as("TL0PICIDX").isEqualTo(tl0Out);
        int timestamp = (int) sequence * FRAME;
        continuity.sent(sequence, continuity.sequence(sequence), continuity.timestamp(timestamp), idOut, tl0Out, 0);
    }

    @Test
    void aPictureOfTheLowestLayerThatComesAgainKeepsItsNumbers() {
        Continuity continuity = new Continuity(CLOCK, 0);
        continuity.restartAt(0, 0, 0, 0, 0);
        forward(continuity, 0, 0, 0, 0, 0);
        continuity.leaveOut(2, 2 * FRAME);
        forward(continuity, 1, 1, 1, 1, 1);
    }

    @Test
    void pictureIdsGoOnOverTheEndOfTheirFifteenBits() {
        Continuity continuity = new Continuity(CLOCK, 0);
        continuity.restartAt(0, 0, 0, 0, 0);
        forward(continuity, 0, 0, 0, 0, 0);
        continuity.restartAt(100, 100 * FRAME, 32_767, 0, 0);
        forward(continuity, 100, 32_767, 0, 1, 1);
        forward(continuity, 101, 0, 0, 2, 1);
        continuity.leaveOut(102, 102 * FRAME);
        forward(continuity, 103, 2, 1, 3, 2);
    }
}
