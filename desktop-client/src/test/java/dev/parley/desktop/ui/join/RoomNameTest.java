package dev.parley.desktop.ui.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomNameTest {
    @ParameterizedTest
    @CsvSource({
        "tea, tea",
        "'  tea time ', tea-time",
        "a/b\\c?d#e%f, a-b-c-d-e-f",
        "'..', ''",
        ".hidden, hidden",
        "'---', ''",
        "Über uns, Über-uns"
    })
    void aTypedNameIsMadeFitForALink(String typed, String tidy) {
        assertThat(RoomName.tidy(typed)).isEqualTo(tidy);
    }

    @Test
    void aSuggestionCanBeReadAloud() {
        assertThat(RoomName.suggest(new Random(7))).matches("[a-z]+-[a-z]+-[a-z]+-[1-9][0-9]");
    }
}
