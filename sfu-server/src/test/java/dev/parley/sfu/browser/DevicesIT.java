package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without camera and microphone one is told why in a plain sentence, and joins all the same. */
final class DevicesIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @RegisterExtension
    static final Chromium refusing = Chromium.refusingDevices();

    @RegisterExtension
    static final Chromium bare = Chromium.withoutDevices();

    @Test
    void someoneWhoRefusesPermissionJoinsToWatchAndListen() {
        joinsToWatchAndListen(refusing.newPage("Rita"), "refused", "may not use");
    }

    @Test
    void someoneWithoutCameraAndMicrophoneJoinsToWatchAndListen() {
        joinsToWatchAndListen(bare.newPage("Rita"), "missing", "No camera and no microphone");
    }

    private static void joinsToWatchAndListen(BrowserPage page, String room, String told) {
        Person anna = Person.join(chromium.newPage("Anna"), server.room(room), "Anna");
        Person rita = Person.open(page, server.room(room), "Rita");
        rita.awaitShown("device-trouble");
        assertThat(rita.textOf("device-trouble")).contains(told);

        rita.join();

        rita.awaitSeesAndHears(anna);
        anna.awaitOthers("Rita");
        Waits.until("Rita is shown without a picture", () -> anna.showsCameraOff(rita));
    }
}
