package dev.parley.sfu.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.stream.LayerRate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who gets what of four pictures of one size, against the values that Jitsi Videobridge publishes in the test of its
 * BitrateController for the tile view: 7.5, 15 and 30 pictures a second of 180p at 50, 100 and 150 kbit/s. Where one picture is
 * on stage it differs on purpose: there the large one is raised before the others are seen at all, here nobody is.
 */
class AllocatorVectorsTest {
    private static final List<LayerRate> SMALL =
            List.of(new LayerRate(0, 0, 50_000), new LayerRate(0, 1, 100_000), new LayerRate(0, 2, 150_000));

    /** Had before, so that what fits is given without the margin for something new, which is a choice of our own. */
    private static final Demand TILE = new Demand(false, false, 1, SMALL, new Layers(0, 7), 0, 0, new Layers(0, 2));

    @ParameterizedTest
    @CsvSource({
        "0,   0 - - -",
        "49,  0 - - -",
        "50,  0 - - -",
        "100, 0 0 - -",
        "150, 0 0 0 -",
        "200, 0 0 0 0",
        "250, 1 0 0 0",
        "300, 1 1 0 0",
        "350, 1 1 1 0",
        "400, 1 1 1 1",
        "450, 2 1 1 1",
        "500, 2 2 1 1",
        "550, 2 2 2 1",
        "600, 2 2 2 2",
        "649, 2 2 2 2",
        "5000, 2 2 2 2",
    })
    void tilesAreRaisedInTurns(int kilobits, String expected) {
        List<Layers> given = Allocator.allocate(kilobits * 1_000L, Collections.nCopies(4, TILE));
        assertThat(given.stream()
                        .map(layers -> layers.equals(Layers.NONE) ? "-" : Integer.toString(layers.temporal()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }
}
