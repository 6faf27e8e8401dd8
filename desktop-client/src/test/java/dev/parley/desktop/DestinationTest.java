package dev.parley.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.desktop.call.JoinToken;
import dev.parley.desktop.call.Place;
import java.net.URI;
import org.junit.jupiter.api.Test;

class DestinationTest {
    private static final URI SERVER = URI.create("https://h.example");

    @Test
    void aLinkSaysItAll() {
        assertThat(Destination.of("https://h.example/r/tea#token=abc", null, null, null)
                        .place())
                .contains(new Place(SERVER, "tea", new JoinToken("abc")));
    }

    @Test
    void soDoOptions() {
        Place tea = new Place(SERVER, "tea", new JoinToken("abc"));
        assertThat(Destination.of(null, "h.example", "tea", "abc").place()).contains(tea);
        assertThat(Destination.of(null, "https://h.example/r/tea#token=abc", null, null)
                        .place())
                .contains(tea);
        assertThat(Destination.of("https://h.example/r/tea#token=old", null, null, "abc")
                        .place())
                .contains(tea);
    }

    @Test
    void theTokenOfALinkIsNotForAnotherRoom() {
        assertThat(Destination.of(null, "https://h.example/r/tea#token=abc", "cake", null)
                        .place())
                .contains(new Place(SERVER, "cake"));
    }

    @Test
    void aTokenAloneOpensNothing() {
        assertThatThrownBy(() -> Destination.of(null, "h.example", null, "abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--token needs");
    }

    @Test
    void whatIsWrongIsSaidWithoutTheToken() {
        assertThatThrownBy(() -> Destination.of("https://h.example/room#token=secret", null, null, null))
                .hasMessage("this is no join link: https://h.example/room");
        assertThatThrownBy(() -> Destination.of(null, "h example#token=secret", null, null))
                .hasMessage("this is no server: h example");
    }
}
