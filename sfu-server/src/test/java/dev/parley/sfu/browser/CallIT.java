package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people live through in a call: they see and hear each other, come late, go, and switch their devices. */
final class CallIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @RegisterExtension
    static final Chromium largeCamera = Chromium.withLargeCamera(10);

    @Test
    void twoPeopleSeeAndHearEachOther() {
        Person anna = Person.join(largeCamera.newPage("Anna"), server.room("two"), "Anna");
        Person bert = Person.join(largeCamera.newPage("Bert"), server.room("two"), "Bert");

        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);

        assertThat(anna.others()).containsExactly("Bert");
        assertThat(bert.others()).containsExactly("Anna");
        for (Person person : List.of(anna, bert)) {
            assertThat(person.instruments().paths()).hasSize(2).allSatisfy(path -> {
                assertThat(path.state()).isEqualTo("connected");
                assertThat(path.protocol()).isEqualTo("udp");
                assertThat(path.dtlsState()).isEqualTo("connected");
                assertThat(path.srtpCipher()).isEqualTo("SRTP_AEAD_AES_128_GCM");
            });
            assertThat(person.page().complaints()).isEmpty();
        }
    }

    @Test
    void threePeopleSeeAndHearEachOther() {
        Person anna = join("Anna", "three");
        Person bert = join("Bert", "three");
        Person carl = join("Carl", "three");

        var people = List.of(anna, bert, carl);
        for (Person person : people) {
            for (Person other : people) {
                if (person != other) {
                    person.awaitSeesAndHears(other);
                }
            }
        }
    }

    @Test
    void aLateJoinerGetsEveryone() {
        Person anna = join("Anna", "late");
        Person bert = join("Bert", "late");
        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);

        Person late = join("Late", "late");

        late.awaitSeesAndHears(anna);
        late.awaitSeesAndHears(bert);
        anna.awaitSeesAndHears(late);
    }

    @Test
    void someoneWhoLeavesIsGoneForTheOthers() {
        Person anna = join("Anna", "leave");
        Person bert = join("Bert", "leave");
        anna.awaitSees(bert);

        bert.leave();

        anna.awaitOthers();
        assertThat(anna.page().complaints()).isEmpty();
    }

    @Test
    void someoneWhoClosesTheTabIsGoneForTheOthers() {
        Person anna = join("Anna", "close");
        Person bert = join("Bert", "close");
        Person carl = join("Carl", "close");
        anna.awaitSees(bert);

        bert.page().close();

        anna.awaitOthers("Carl");
        carl.awaitOthers("Anna");
        anna.awaitSees(carl);
    }

    @Test
    void someoneWhoReloadsIsBackOnceAndNotTwice() {
        Person anna = join("Anna", "reload");
        ChromiumPage page = chromium.newPage("Bert");
        Person bert = Person.join(page, server.room("reload"), "Bert");
        anna.awaitSees(bert);

        page.reload();
        anna.awaitOthers();
        bert.join();

        anna.awaitOthers("Bert");
        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);
    }

    @Test
    void aCameraTurnedOffIsShownAsOffAndTurnedOnAgainShowsAPicture() {
        Person anna = join("Anna", "camera");
        Person bert = join("Bert", "camera");
        anna.awaitSees(bert);

        bert.toggleCamera();
        Waits.until("Bert's camera is off", () -> anna.showsCameraOff(bert));
        anna.instruments().awaitSound(anna.of("Bert"));

        bert.toggleCamera();
        Waits.until("Bert's camera is on", () -> !anna.showsCameraOff(bert));
        anna.awaitSees(bert);
    }

    @Test
    void someoneMutedIsMarkedAndSilentUntilUnmuted() {
        Person anna = join("Anna", "mute");
        Person bert = join("Bert", "mute");
        anna.awaitSeesAndHears(bert);
        assertThat(anna.showsMuted(bert)).isFalse();

        bert.toggleMicrophone();
        Waits.until("Bert is marked as muted", () -> anna.showsMuted(bert));
        anna.instruments().awaitSilence(anna.of("Bert"));

        bert.toggleMicrophone();
        Waits.until("Bert is no longer marked", () -> !anna.showsMuted(bert));
        anna.instruments().awaitSound(anna.of("Bert"));
    }

    @Test
    void someoneWhoJoinsLaterSeesWhoIsMutedAndWhoseCameraIsOff() {
        Person anna = join("Anna", "late-marks");
        anna.toggleMicrophone();
        anna.toggleCamera();

        Person bert = join("Bert", "late-marks");

        bert.awaitOthers("Anna");
        Waits.until("Anna is marked as muted", () -> bert.showsMuted(anna));
        Waits.until("Anna's camera is off", () -> bert.showsCameraOff(anna));
    }

    @Test
    void twoRoomsDoNotMix() {
        Person anna = join("Anna", "red");
        Person carl = join("Carl", "blue");
        Person bert = join("Bert", "red");
        Person dora = join("Dora", "blue");

        anna.awaitSeesAndHears(bert);
        carl.awaitSeesAndHears(dora);

        assertThat(anna.others()).containsExactly("Bert");
        assertThat(bert.others()).containsExactly("Anna");
        assertThat(carl.others()).containsExactly("Dora");
        assertThat(dora.others()).containsExactly("Carl");
    }

    private static Person join(String name, String room) {
        return Person.join(chromium.newPage(name), server.room(room), name);
    }
}
