package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.JoinToken;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.Place;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the windows make of links that a web page or another program opens. */
class OpenedLinkTest extends WindowTest {
    private static final String REMEMBERED = """
            {"server": "meet.example.org", "room": "tea", "name": "Ada", "language": "en", "appearance": "LIGHT",
             "servers": ["https://old.example:8443"]}""";

    private final AtomicInteger followed = new AtomicInteger();

    OpenedLinkTest() {
        super(REMEMBERED, Set.of(Device.MICROPHONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley://meet.example.org/r/cake#token=abc", "parley://old.example:8443/r/cake#token=abc"})
    void aLinkToAKnownServerIsFilledInAndJoinsOnlyWhenThePersonDoes(String link) {
        follow(link);
        assertThat(windows.isSeen("#link-asked")).isFalse();
        assertThat(windows.textOf("#join-room")).isEqualTo("cake");
        assertThat(windows.hasFocus("#join-button")).isTrue();
        assertThat(windows.opener.count()).isZero();
        windows.press("#join-button");
        assertThat(windows.opener.last().place().token()).isEqualTo(new JoinToken("abc"));
        assertThat(windows.opener.last().name()).isEqualTo("Ada");
    }

    @Test
    void aServerThatWasNeverJoinedIsAskedAboutFirst() {
        follow("parley://eve.example/r/cake");
        windows.see("#link-asked");
        assertThat(windows.textOf("#link-text")).contains("https://eve.example").contains("not been on this server");
        assertThat(windows.hasFocus("#link-stay")).isTrue();
        windows.press("#link-stay");
        assertThat(windows.textOf("#join-server")).isEqualTo("meet.example.org");
        assertThat(windows.textOf("#join-room")).isEqualTo("tea");
        assertThat(followed).hasValue(0);
        follow("parley://eve.example/r/cake");
        windows.press("#link-go");
        assertThat(windows.textOf("#join-server")).isEqualTo("https://eve.example");
        assertThat(followed).hasValue(1);
        assertThat(windows.opener.count()).isZero();
    }

    @Test
    void aServerIsKnownOnceItWasJoinedAndNotBefore() throws Exception {
        follow("parley://new.example/r/cake");
        windows.press("#link-go");
        follow("parley://new.example/r/cake");
        windows.see("#link-asked");
        windows.press("#link-go");
        windows.enter();
        assertThat(Files.readString(windows.preferences)).contains("https://old.example:8443", "https://new.example");
        windows.press("#leave");
        windows.see("#left-screen");
        follow("parley://new.example/r/more");
        assertThat(windows.isSeen("#link-asked")).isFalse();
        assertThat(windows.textOf("#join-room")).isEqualTo("more");
    }

    @Test
    void nothingElseInALinkIsTaken() {
        follow("parley://meet.example.org/r/cake?name=Eve&camera=on&microphone=off&trust=0A1B&join=1"
                + "#name=Eve&camera=on&join");
        assertThat(windows.textOf("#join-name")).isEqualTo("Ada");
        assertThat(windows.opener.localMedia().isOn(Device.CAMERA)).isFalse();
        assertThat(windows.opener.localMedia().isOn(Device.MICROPHONE)).isTrue();
        assertThat(windows.opener.trusted()).isEmpty();
        assertThat(windows.opener.count()).isZero();
        windows.press("#join-button");
        assertThat(windows.opener.last().place()).isEqualTo(new Place(URI.create("https://meet.example.org"), "cake"));
    }

    @Test
    void aCallIsLeftOnlyWhenThePersonSaysSo() {
        CallDouble call = windows.enter();
        follow("parley://meet.example.org/r/cake");
        windows.see("#link-asked");
        assertThat(windows.textOf("#link-text")).contains("cake").contains("leave this call");
        windows.press("#link-stay");
        assertThat(call.closed()).isFalse();
        assertThat(windows.isSeen("#call-screen")).isTrue();
        follow("parley://eve.example/r/cake");
        assertThat(windows.textOf("#link-text")).contains("leave this call").contains("not been on this server");
        windows.press("#link-go");
        assertThat(call.closed()).isTrue();
        assertThat(windows.textOf("#join-server")).isEqualTo("https://eve.example");
        assertThat(windows.hasFocus("#join-button")).isTrue();
        assertThat(windows.opener.count()).isEqualTo(1);
    }

    @Test
    void aLinkToWhereOneIsChangesNothing() {
        CallDouble call = windows.enter();
        follow("parley://meet.example.org/r/tea#token=abc");
        assertThat(windows.isSeen("#link-asked")).isFalse();
        assertThat(windows.isSeen("#call-screen")).isTrue();
        assertThat(call.closed()).isFalse();
    }

    @Test
    void whoWaitsAtADoorSeesTheFormAgainForALink() {
        windows.press("#join-button");
        CallDouble call = windows.opener.last().call();
        call.become(new CallState.Knocking());
        windows.see("#door-screen");
        follow("parley://meet.example.org/r/cake");
        windows.see("#join-screen");
        assertThat(windows.textOf("#join-room")).isEqualTo("cake");
        assertThat(windows.isSeen("#door-screen")).isFalse();
        assertThat(call.closed()).isTrue();
    }

    @Test
    void joiningAnotherRoomIsGivenUpForALink() {
        windows.press("#join-button");
        CallDouble call = windows.opener.last().call();
        follow("parley://meet.example.org/r/cake");
        assertThat(call.closed()).isTrue();
        windows.press("#join-button");
        assertThat(windows.opener.last().room()).isEqualTo("cake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley:",
                "parley://",
                "parley://meet.example.org",
                "parley://meet.example.org/other",
                "parley://eve@meet.example.org/r/tea",
                "parley:--help"
            })
    void aLinkThatLeadsNowhereIsSaidToDoSo(String link) {
        follow(link);
        windows.see("#link-wrong");
        assertThat(windows.textOf("#link-text")).startsWith("A link to a room looks like");
        windows.press("#link-wrong-done");
        assertThat(windows.textOf("#join-room")).isEqualTo("tea");
        assertThat(followed).hasValue(0);
    }

    private void follow(String link) {
        onWindow(() -> {
            windows.windows().follow(link, followed::incrementAndGet);
            return null;
        });
        windows.settle();
    }
}
