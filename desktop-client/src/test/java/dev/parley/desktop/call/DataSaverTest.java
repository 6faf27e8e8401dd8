package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.DataSaver.Flow;
import dev.parley.protocol.signaling.VisibleProducer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same facts as of the web client's data saver. */
class DataSaverTest {
    private static final long KILO = 1_000;

    private final DataSaver saver = new DataSaver();

    private static VisibleProducer video(String id, int width) {
        return new VisibleProducer(id, width, 180);
    }

    private String had(VisibleProducer... videos) {
        return saver.affordable(List.of(videos)).stream()
                .map(VisibleProducer::producerId)
                .collect(Collectors.joining());
    }

    private void measured(Map<String, Long> kilobits, long rest) {
        saver.measured(new Flow(
                kilobits.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue() * KILO)),
                rest * KILO));
    }

    @Test
    void withoutABudgetEverythingIsHadAndSentInFull() {
        assertThat(had(video("a", 320), video("b", 320))).isEqualTo("ab");
        assertThat(DataSaver.ownLimit(0)).isZero();
    }

    @Test
    void asManyPicturesAreHadAsFitBesideAllElseTheLargestFirst() {
        saver.budget(1_500 * KILO);
        measured(Map.of("a", 400L, "b", 400L, "c", 400L), 200);
        assertThat(had(video("a", 320), video("b", 320), video("c", 1_280)))
                .as("the first and the large one")
                .isEqualTo("ac");
        measured(Map.of(), 800);
        assertThat(had(video("a", 320), video("b", 320), video("c", 1_280))).isEqualTo("c");
        saver.budget(0);
        assertThat(had(video("a", 320), video("b", 320), video("c", 1_280))).isEqualTo("abc");
    }

    @Test
    void onePictureIsAlwaysHad() {
        saver.budget(500 * KILO);
        measured(Map.of("a", 2_000L), 600);
        assertThat(had(video("a", 320))).isEqualTo("a");
        assertThat(had()).isEmpty();
    }

    @Test
    void aPictureThatIsNotSentKeepsTheRateThatItHad() {
        saver.budget(500 * KILO);
        measured(Map.of("a", 300L, "b", 300L), 0);
        assertThat(had(video("a", 320), video("b", 320))).isEqualTo("a");
        measured(Map.of("a", 300L, "b", 0L), 0);
        assertThat(had(video("a", 320), video("b", 320))).isEqualTo("a");
    }

    @Test
    void whoIsShownSmallerThanBeforeIsReckonedToTakeLess() {
        saver.budget(500 * KILO);
        assertThat(had(video("a", 1_280))).isEqualTo("a");
        measured(Map.of("a", 600L), 0);
        assertThat(had(video("b", 1_280), video("a", 320))).isEqualTo("ba");
    }

    @Test
    void whatIsHadStaysAndWhatWouldComeAnewHasToFitWell() {
        saver.budget(500 * KILO);
        measured(Map.of("a", 240L, "b", 100L), 150);
        assertThat(had(video("a", 320), video("b", 320)))
                .as("b would fit barely")
                .isEqualTo("a");
        measured(Map.of(), 120);
        assertThat(had(video("a", 320), video("b", 320))).isEqualTo("ab");
        measured(Map.of(), 150);
        assertThat(had(video("a", 320), video("b", 320))).as("b fits barely").isEqualTo("ab");
    }

    @Test
    void onesOwnPicturesTakeHalfOfTheBudget() {
        assertThat(DataSaver.ownLimit(500 * KILO)).isEqualTo(250 * KILO);
    }
}
