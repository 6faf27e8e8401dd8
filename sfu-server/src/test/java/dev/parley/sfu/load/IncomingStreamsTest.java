package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IncomingStreamsTest {
    private final IncomingStreams streams = new IncomingStreams();

    @Test
    void everyStreamIsFoundAmongMany() {
        for (int i = 0; i < 1000; i++) {
            streams.add(new IncomingStream(i * 7919));
        }

        assertThat(streams.all()).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            IncomingStream found = streams.find(i * 7919);
            assertThat(found).isNotNull().extracting(stream -> stream.ssrc).isEqualTo(i * 7919);
        }
        assertThat(streams.find(1)).isNull();
    }

    @Test
    void theSameSsrcIsOneStream() {
        streams.add(new IncomingStream(5));
        streams.add(new IncomingStream(5));

        assertThat(streams.all()).hasSize(1);
    }

    @Test
    void oneInSoManyIsASampleWhateverItsPlaceInABurst() {
        IncomingStream stream = new IncomingStream(1);
        int[] byPlace = new int[10];
        for (int i = 0; i < 100_000; i++) {
            byPlace[i % byPlace.length] += stream.isSample(20) ? 1 : 0;
        }

        assertThat(IntStream.of(byPlace).sum()).isBetween(4_800, 5_200);
        assertThat(IntStream.of(byPlace)).allMatch(samples -> samples > 400 && samples < 600);
    }

    @Test
    void aSampleOfOneIsAllAndOfNoneNothing() {
        IncomingStream stream = new IncomingStream(1);

        for (int i = 0; i < 100; i++) {
            assertThat(stream.isSample(1)).isTrue();
            assertThat(stream.isSample(0)).isFalse();
        }
    }
}
