package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chromium and Firefox meet in one room. */
final class FirefoxIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @RegisterExtension
    static final Firefox firefox = new Firefox();

    @Test
    void chromiumAndFirefoxSeeAndHearEachOtherInVp8() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("browsers"), "Anna");
        Person fritz = Person.join(firefox.newPage("Fritz"), server.room("browsers"), "Fritz");

        anna.awaitSeesAndHears(fritz);
        fritz.awaitSeesAndHears(anna);

        assertThat(anna.instruments().reception(anna.of("Fritz")).videoCodec()).isEqualTo("video/VP8");
        assertThat(fritz.instruments().reception(fritz.of("Anna")).videoCodec()).isEqualTo("video/VP8");
        for (Person person : List.of(anna, fritz)) {
            assertThat(person.page().complaints()).isEmpty();
        }

        fritz.page().close();
        anna.awaitOthers();
    }
}
