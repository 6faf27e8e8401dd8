package dev.parley.sfu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "board-*, board-2026, true",
        "board-*, Board-2026, true",
        "board-*, my-board-2026, false",
        "*board*, my-board-2026, true",
        "tea, tea, true",
        "tea, teapot, false",
        "a.c, abc, false",
        "[abc], a, false",
    })
    void aStarStandsForAnyText(String pattern, String room, boolean matches) {
        assertThat(new RoomPatterns(List.of("other", pattern)).matches(room)).isEqualTo(matches);
    }

    @Test
    void noPatternMatchesNothing() {
        assertThat(new RoomPatterns(List.of()).matches("tea")).isFalse();
    }
}
