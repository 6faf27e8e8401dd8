package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "meet.example.org, https://meet.example.org",
        "' meet.example.org:8443/ ', https://meet.example.org:8443",
        "MEET.example.org, https://meet.example.org",
        "http://meet.example.org, http://meet.example.org",
        "wss://meet.example.org/ws, https://meet.example.org",
        "ws://10.0.0.7:8080, http://10.0.0.7:8080",
        "localhost:8080, http://localhost:8080",
        "192.168.1.5:8080, http://192.168.1.5:8080",
        "[::1]:8080, http://[::1]:8080",
        "printer.local, http://printer.local",
        "https://localhost, https://localhost",
    })
    void aServerIsUnderstood(String typed, String server) {
        assertThat(ServerAddress.parse(typed).orElseThrow().server()).isEqualTo(URI.create(server));
    }

    @ParameterizedTest
    @CsvSource({
        "https://meet.example.org/r/tea, https://meet.example.org, tea",
        "https://meet.example.org:8443/r/tea/?x=1#y, https://meet.example.org:8443, tea",
        "http://localhost:8080/r/tea%20time, http://localhost:8080, tea time",
        "https://h.example/r/caf%C3%A9+bar, https://h.example, café+bar",
        "meet.example.org/r/tea, https://meet.example.org, tea",
        "parley://meet.example.org/r/tea, https://meet.example.org, tea",
    })
    void aJoinLinkHasARoomToo(String link, String server, String room) {
        ServerAddress address = ServerAddress.parse(link).orElseThrow();
        assertThat(address.server()).isEqualTo(URI.create(server));
        assertThat(address.room()).contains(room);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "http://",
                "two words",
                "a@b.example",
                "host:99999",
                "host:x",
                "https://%",
                "/r/tea",
                "mailto:a"
            })
    void nonsenseIsNoAddress(String typed) {
        assertThat(ServerAddress.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h.example/r/",
                "https://h.example/room/tea",
                "https://h.example/r/a/b",
                "https://h.example/r/%20"
            })
    void anotherPathIsNoRoom(String link) {
        assertThat(ServerAddress.parse(link).orElseThrow().room()).isEmpty();
    }

    @Test
    void theLinkOfARoomLeadsBackToIt() {
        URI server = URI.create("https://meet.example.org:8443");
        String link = ServerAddress.link(server, "café + kuchen?");
        assertThat(link).isEqualTo("https://meet.example.org:8443/r/caf%C3%A9%20%2B%20kuchen%3F");
        assertThat(ServerAddress.parse(link))
                .contains(new ServerAddress(server, java.util.Optional.of("café + kuchen?")));
    }
}
