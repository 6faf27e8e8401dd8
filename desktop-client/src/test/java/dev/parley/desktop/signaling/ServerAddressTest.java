package dev.parley.desktop.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "meet.example.org, https://meet.example.org/",
        "  meet.example.org:8443 , https://meet.example.org:8443/",
        "https://meet.example.org, https://meet.example.org/",
        "HTTPS://meet.example.org/r/daily, https://meet.example.org/",
        "localhost:3000, http://localhost:3000/",
        "127.0.0.1:3000, http://127.0.0.1:3000/",
        "[::1]:3000, http://[::1]:3000/",
        "http://10.0.0.7:3000/, http://10.0.0.7:3000/"
    })
    void whatPeopleTypeBecomesAnAddress(String typed, String address) {
        assertThat(ServerAddress.parse(typed)).contains(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two words", "ftp://example.org", "https://", "http://[::1", "a:b:c"})
    void whatIsNoAddressIsSaidToBeNone(String typed) {
        assertThat(ServerAddress.parse(typed)).isEmpty();
    }

    @Test
    void theSocketIsAtTheRootAndAsSafeAsThePages() {
        assertThat(ServerAddress.socket(URI.create("https://example.org:8443/")))
                .hasToString("wss://example.org:8443/");
        assertThat(ServerAddress.socket(URI.create("http://localhost:3000/"))).hasToString("ws://localhost:3000/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://meet.example.org/r/daily, https://meet.example.org/, daily",
        "http://localhost:3000/r/My%20room?x=1, http://localhost:3000/, My room",
        "meet.example.org/r/a+b, https://meet.example.org/, a+b",
        "https://meet.example.org/r/caf%C3%A9/, https://meet.example.org/, café"
    })
    void aJoinLinkSaysServerAndRoom(String link, String server, String room) {
        assertThat(ServerAddress.parseJoinLink(link)).contains(new ServerAddress.Joined(URI.create(server), room));
        assertThat(ServerAddress.parseJoinLink(
                        ServerAddress.joinLink(URI.create(server), room).toString()))
                .contains(new ServerAddress.Joined(URI.create(server), room));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://meet.example.org/", "https://meet.example.org/r/", "daily", "x/r/%zz"})
    void anythingElseIsNoJoinLink(String link) {
        assertThat(ServerAddress.parseJoinLink(link)).isEmpty();
    }
}
