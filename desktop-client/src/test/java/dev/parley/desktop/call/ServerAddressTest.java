package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
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
        "parley://meet.example.org:8443/r/tea, https://meet.example.org:8443, tea",
        "PARLEY://printer/r/tea, https://printer, tea",
        "parley://10.0.0.7/r/tea, https://10.0.0.7, tea",
        "parley://localhost:3000/r/tea, http://localhost:3000, tea",
        "parley://127.0.0.1:3000/r/tea, http://127.0.0.1:3000, tea",
        "parley://[::1]:3000/r/tea, http://[::1]:3000, tea",
        "parley://localhost.example/r/tea, https://localhost.example, tea",
    })
    void aJoinLinkHasARoomToo(String link, String server, String room) {
        ServerAddress address = ServerAddress.parse(link).orElseThrow();
        assertThat(address.server()).isEqualTo(URI.create(server));
        assertThat(address.room()).contains(room);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/r/tea#token=a.b-c_d.e, a.b-c_d.e",
        "h.example/r/tea#token=abc, abc",
        "parley://h.example/r/tea/#x=1&token=a%2Eb&token=other, a.b",
        "https://h.example/r/tea#token=, ''",
        "https://h.example/r/tea#Token=abc, ''",
        "https://h.example/r/tea?token=abc, ''",
        "https://h.example/r/tea, ''",
    })
    void theTokenOfAnInvitationStandsBehindTheHash(String link, String token) {
        assertThat(ServerAddress.parse(link).orElseThrow().place().orElseThrow().token())
                .isEqualTo(new JoinToken(token));
    }

    @Test
    void nothingElseOfALinkCounts() {
        String link = "parley://h.example/r/tea?name=Eve&server=https://eve.example&camera=on&join&trust=0A1B"
                + "#name=Eve&token=abc&microphone=on&room=other";
        assertThat(ServerAddress.parse(link).flatMap(ServerAddress::place))
                .contains(new Place(URI.create("https://h.example"), "tea", new JoinToken("abc")));
    }

    @Test
    void aTokenLongerThanTheProtocolTakesIsNone() {
        String link = "https://h.example/r/tea#token=" + "x".repeat(4097);
        assertThat(ServerAddress.parse(link).orElseThrow().token()).isEqualTo(JoinToken.NONE);
    }

    @Test
    void aTokenIsNotTold() {
        var address =
                ServerAddress.parse("https://h.example/r/tea#token=secret").orElseThrow();
        assertThat(address.toString() + address.place()).contains("a token").doesNotContain("secret");
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
                "mailto:a",
                "parley:h.example/r/tea",
                "parley:///r/tea",
                "parley://eve@h.example/r/tea"
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
                .contains(new ServerAddress(server, Optional.of("café + kuchen?"), JoinToken.NONE));
    }
}
