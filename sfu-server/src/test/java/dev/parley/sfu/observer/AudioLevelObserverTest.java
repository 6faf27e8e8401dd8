package dev.parley.sfu.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudioLevelObserverTest {
    private final Room room = new Room();
    private final AudioLevelObserver observer = new AudioLevelObserver();

    private Optional<List<AudioLevel>> look() {
        return observer.evaluate(room.voices.values());
    }

    @Test
    void theLoudestComeFirstAndSilenceIsToldOnce() {
        List.of("a", "b", "c").forEach(room::voice);
        assertThat(look()).isEmpty();

        room.step(1_000, (id, millis) -> id.equals("a") ? -40 : id.equals("b") ? -20 : -81);
        assertThat(look()).contains(List.of(new AudioLevel("b", -20), new AudioLevel("a", -40)));

        room.step(1_000, (id, millis) -> -127);
        assertThat(look()).contains(List.of());
        room.step(1_000, (id, millis) -> -127);
        assertThat(look()).isEmpty();
    }

    @Test
    void theLevelIsTheMeanOfTheInterval() {
        room.voice("a");
        room.step(1_000, (id, millis) -> millis < 500 ? -20 : -60);
        assertThat(look()).contains(List.of(new AudioLevel("a", -40)));
    }

    @Test
    void ofAFewPacketsNothingIsSaid() {
        room.voice("a");
        room.step(180, (id, millis) -> -20);
        assertThat(look()).isEmpty();
    }

    @Test
    void noMoreThanFiveAreNamed() {
        for (int i = 0; i < 8; i++) {
            room.voice("v" + i);
        }
        room.step(1_000, (id, millis) -> -20 - id.charAt(1));
        assertThat(look().orElseThrow())
                .extracting(AudioLevel::producerId)
                .containsExactly("v0", "v1", "v2", "v3", "v4");
    }
}
