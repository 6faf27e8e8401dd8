package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.CallState.Cause;
import dev.parley.desktop.call.JoinToken;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.picture.Picture;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

class JoinWindowTest extends WindowTest {
    private static final String REMEMBERED = """
            {"server": "meet.example.org", "room": "tea", "name": "Ada", "language": "en", "appearance": "LIGHT"}""";

    private static final String TOKEN = "e30." + "x".repeat(4_000) + ".c2ln";

    private static final String FINGERPRINT = "0A:1B:2C:3D:4E:5F:60:71:".repeat(3) + "0A:1B:2C:3D:4E:5F:60:71";

    JoinWindowTest() {
        super(REMEMBERED);
    }

    @Test
    void aCameraThatIsToBeNoneStaysOff() throws Exception {
        assertThat(windows.opener.localMedia().isOn(Device.CAMERA)).isTrue();
        windows.close();
        windows = new OpenWindows(stage, REMEMBERED, Set.of(Device.MICROPHONE));
        assertThat(windows.opener.localMedia().isOn(Device.CAMERA)).isFalse();
        assertThat(windows.opener.localMedia().isOn(Device.MICROPHONE)).isTrue();
    }

    @Test
    void whatWasUsedTheLastTimeIsFilledInAndEnterJoins(FxRobot robot) {
        assertThat(windows.hasFocus("#join-button")).isTrue();
        robot.type(KeyCode.ENTER);
        assertThat(windows.opener.last().server()).isEqualTo(URI.create("https://meet.example.org"));
        assertThat(windows.opener.last().room()).isEqualTo("tea");
        assertThat(windows.opener.last().name()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @CsvSource({
        "'', tea, Ada, #join-server, 'Please enter the server, or paste the link you were sent.'",
        "two words, tea, Ada, #join-server, This is not the address of a server. It looks like meet.example.org or https://meet.example.org:8443.",
        "meet.example.org, '  ', Ada, #join-room, Please give the room a name.",
        "meet.example.org, tea, '  ', #join-name, Please enter your name.",
    })
    void whatIsMissingIsSaidAtItsField(String server, String room, String name, String field, String sentence) {
        windows.type("#join-server", server);
        windows.type("#join-room", room);
        windows.type("#join-name", name);
        windows.press("#join-button");
        assertThat(windows.opener.count()).isZero();
        assertThat(windows.isSeen(field + "-problem")).isTrue();
        assertThat(windows.textOf(field + "-problem")).isEqualTo(sentence);
        assertThat(windows.hasFocus(field)).isTrue();
        windows.type(field, "something else");
        assertThat(windows.isSeen(field + "-problem")).isFalse();
    }

    @Test
    void aPastedLinkIsSplit(FxRobot robot) {
        windows.type("#join-server", "");
        windows.focus("#join-server");
        onWindow(() -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, "http://10.0.0.7:8080/r/late%20tea")));
        robot.push(KeyCode.CONTROL, KeyCode.V);
        windows.eventually(() -> assertThat(windows.textOf("#join-room")).isEqualTo("late tea"));
        assertThat(windows.textOf("#join-server")).isEqualTo("http://10.0.0.7:8080");
    }

    @Test
    void anInvitationOpensItsRoomAndIsNotRemembered(FxRobot robot) throws Exception {
        assertThat(windows.isSeen("#join-invitation")).isFalse();
        windows.type("#join-server", "");
        windows.focus("#join-server");
        onWindow(() -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, "https://h.example/r/late%20tea#token=" + TOKEN)));
        robot.push(KeyCode.CONTROL, KeyCode.V);
        windows.see("#join-invitation");
        windows.enter();
        assertThat(windows.opener.last().place())
                .isEqualTo(new Place(URI.create("https://h.example"), "late tea", new JoinToken(TOKEN)));
        assertThat(Files.readString(windows.preferences)).contains("late tea").doesNotContain(TOKEN);
        windows.opener.last().call().become(new CallState.Refused("token-expired", ""));
        windows.see("#left-screen");
        assertThat(windows.textOf("#left-message")).startsWith("This invitation has expired.");
        windows.press("#rejoin");
        windows.press("#join-button");
        assertThat(windows.opener.last().place().token()).isEqualTo(new JoinToken(TOKEN));
    }

    @Test
    void anInvitationIsForItsRoomOnly() {
        windows.type("#join-server", "https://h.example/r/party#token=" + TOKEN);
        windows.press("#join-button");
        assertThat(windows.opener.last().place().token().text()).isEqualTo(TOKEN);
        windows.press("#join-cancel");
        windows.type("#join-room", "another");
        assertThat(windows.isSeen("#join-invitation")).isFalse();
        windows.press("#join-button");
        assertThat(windows.opener.last().place()).isEqualTo(new Place(URI.create("https://h.example"), "another"));
    }

    @Test
    void aTypedLinkIsSplitWhenOneJoins() {
        windows.type("#join-server", "https://h.example/r/party");
        windows.press("#join-button");
        assertThat(windows.opener.last().server()).isEqualTo(URI.create("https://h.example"));
        assertThat(windows.opener.last().room()).isEqualTo("party");
    }

    @Test
    void aServerWithAnAuthorityOfItsOwnIsJoinedOnceAPersonHasComparedIt() {
        windows.press("#join-button");
        windows.opener.last().call().become(new CallState.Untrusted("meet.example.org:443", FINGERPRINT, false));
        windows.eventually(() -> assertThat(windows.isSeen("#trust-dialog")).isTrue());
        assertThat(windows.textOf("#trust-text")).startsWith("meet.example.org:443 has an authority of its own");
        assertThat(windows.textOf("#trust-fingerprint").replace("\n", ":")).isEqualTo(FINGERPRINT);
        assertThat(windows.opener.trusted()).isEmpty();

        windows.press("#trust-yes");

        assertThat(windows.opener.trusted()).containsExactly("meet.example.org:443 " + FINGERPRINT);
        assertThat(windows.opener.count()).as("joined again").isEqualTo(2);
    }

    @Test
    void aServerWithAnotherAuthorityThanBeforeCannotBeTrustedByAButton() {
        windows.press("#join-button");
        windows.opener.last().call().become(new CallState.Untrusted("meet.example.org:443", FINGERPRINT, true));
        windows.eventually(() -> assertThat(windows.isSeen("#trust-changed")).isTrue());
        assertThat(windows.textOf("#trust-text")).contains("Somebody may pretend to be it");
        assertThat(windows.isSeen("#trust-yes")).isFalse();

        windows.press("#trust-cancel");

        assertThat(windows.opener.trusted()).isEmpty();
        assertThat(windows.opener.count()).isEqualTo(1);
        assertThat(windows.textOf("#join-server-problem")).startsWith("This server shows another authority");
    }

    @Test
    void theKeyboardAloneIsEnough(FxRobot robot) {
        windows.type("#join-server", "");
        windows.type("#join-room", "");
        windows.type("#join-name", "");
        windows.focus("#join-server");
        robot.write("h.example");
        robot.type(KeyCode.TAB);
        robot.write("party");
        robot.type(KeyCode.TAB);
        robot.type(KeyCode.TAB); // past the button that suggests another name
        robot.write("Grace");
        robot.type(KeyCode.TAB);
        assertThat(windows.hasFocus("#join-button")).isTrue();
        robot.type(KeyCode.SPACE);
        assertThat(windows.opener.last().room()).isEqualTo("party");
        assertThat(windows.opener.last().name()).isEqualTo("Grace");
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_LOST, 'This server cannot be reached. Check the address and your network, then join again.'",
        "SERVER_CLOSING, 'The server is restarting. Wait a moment, then join again.'",
        "MEDIA_BLOCKED, 'The server is there, but sound and picture do not get through. A firewall may be in the way: try another network, then join again.'",
    })
    void aServerThatCannotBeJoinedIsSaidAtTheServer(Cause cause, String sentence) {
        windows.press("#join-button");
        assertThat(windows.textOf("#join-button")).isEqualTo("Joining…");
        CallDouble call = windows.opener.last().call();
        call.become(new CallState.Reconnecting(cause, 0));
        windows.see("#join-server-problem");
        assertThat(windows.textOf("#join-server-problem")).isEqualTo(sentence);
        assertThat(call.closed()).isTrue();
        assertThat(windows.hasFocus("#join-server")).isTrue();
        assertThat(windows.textOf("#join-button")).isEqualTo("Join now");
    }

    @ParameterizedTest
    @CsvSource({
        "room-full, 'This room is full. Ask someone in it to make room, or start another one.'",
        "forbidden, You may not join this room. Ask the person who sent you the link.",
        "token-required, This room opens with an invitation link only. Ask the person who runs the meeting for one.",
        "token-expired, This invitation has expired. Ask the person who sent it for a new one.",
        "token-refused, 'This invitation does not open this room. Use the whole link as you were sent it, or ask for a new one.'",
        "bad-payload, The server does not accept this room name. Choose another one.",
        "surprise, 'The server did not let you join. Try again, or start another room.'",
    })
    void aRefusalIsSaidAtTheRoom(String code, String sentence) {
        windows.press("#join-button");
        windows.opener.last().call().become(new CallState.Refused(code, "words of the server"));
        windows.see("#join-room-problem");
        assertThat(windows.textOf("#join-room-problem")).isEqualTo(sentence);
    }

    @Test
    void joiningCanBeGivenUp() {
        windows.press("#join-button");
        CallDouble call = windows.opener.last().call();
        windows.press("#join-cancel");
        assertThat(call.closed()).isTrue();
        call.become(new CallState.Joined(false));
        windows.settle();
        assertThat(windows.isSeen("#call-screen")).isFalse();
        assertThat(windows.isSeen("#join-cancel")).isFalse();
    }

    @Test
    void whereOneJoinedIsRemembered() throws Exception {
        windows.type("#join-server", "http://10.0.0.7:8080");
        windows.type("#join-name", "  Grace   Hopper ");
        windows.enter();
        assertThat(Files.readString(windows.preferences))
                .contains("\"server\" : \"10.0.0.7:8080\"")
                .contains("\"name\" : \"Grace Hopper\"");
    }

    @Test
    void aDeviceThatFailsIsExplainedAndCanBeTriedAgain() {
        windows.opener.media().breaks(Device.CAMERA, Problem.CANNOT_OPEN);
        windows.see("#device-trouble");
        assertThat(windows.textOf("#join-button")).isEqualTo("Join without camera");
        windows.opener.media().repair(Device.CAMERA);
        windows.press("#retry-devices");
        windows.eventually(() -> assertThat(windows.isSeen("#device-trouble")).isFalse());
        assertThat(windows.textOf("#join-button")).isEqualTo("Join now");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aDeviceIsChosenAndRemembered() throws Exception {
        var picker = (ComboBox<Object>) (ComboBox<?>) windows.every(ComboBox.class).stream()
                .filter(box -> "camera-picker".equals(box.getId()))
                .findFirst()
                .orElseThrow();
        windows.eventually(() -> assertThat(picker.getItems()).hasSize(3));
        onWindow(() -> {
            picker.setValue(picker.getItems().get(2));
            return null;
        });
        assertThat(windows.opener.media().chosen(Device.CAMERA)).contains("Logitech BRIO");
        assertThat(Files.readString(windows.preferences)).contains("\"camera\" : \"Logitech BRIO\"");
    }

    @Test
    void thePreviewShowsOnesOwnPictureUntilTheCameraIsOff(FxRobot robot) {
        windows.eventually(() -> assertThat(windows.opener.media().sink()).isNotNull());
        Picture picture = Portrait.of(0, 640, 360);
        windows.opener.media().sink().frame(picture);
        picture.release();
        windows.eventually(
                () -> assertThat(windows.tiles().getFirst().hasPicture()).isTrue());
        windows.press("#camera");
        windows.eventually(
                () -> assertThat(windows.tiles().getFirst().hasPicture()).isFalse());
        assertThat(windows.opener.media().sink()).isNull();
    }
}
