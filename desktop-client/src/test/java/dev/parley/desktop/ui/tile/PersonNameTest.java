package dev.parley.desktop.ui.tile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {
    @ParameterizedTest
    @CsvSource({"Ada Lovelace, AL", "ada, A", "Edsger W. Dijkstra, ED", "雅子, 雅", "' ', ?", "(Tim), T", "- -, ?"})
    void initialsAreOfTheFirstAndTheLastWord(String name, String initials) {
        assertThat(PersonName.initialsOf(name)).isEqualTo(initials);
    }

    @Test
    void aNameHasAlwaysTheSameColour() {
        assertThat(PersonName.hueOf("Ada", 8))
                .isEqualTo(PersonName.hueOf("Ada", 8))
                .isBetween(0, 7);
        assertThat(PersonName.hueOf("", 8)).isEqualTo(5);
    }

    @Test
    void aPastedNameIsOnOneLine() {
        assertThat(PersonName.tidy(" Ada\n\tLovelace\u0000 ")).isEqualTo("Ada Lovelace");
    }
}
