package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long it takes from the click on Join to the first picture of somebody else. Printed; a machine's pace is no fact. */
@Tag("alone")
final class JoinTimeIT {
    private static final int JOINS = 5;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withLargeCamera(30).inLargeWindows();

    @Test
    void aJoinerSeesTheOthers() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("time"), "Anna");
        var millis = new ArrayList<Long>();
        for (int i = 0; i < JOINS; i++) {
            ChromiumPage page = chromium.newPage("Bert");
            Person bert = Person.open(page, server.room("time"), "Bert");
            Waits.until(
                    "the preview runs",
                    () -> bert.instruments()
                                    .picture(Scripts.byTestId("preview"))
                                    .deviation()
                            > 5);
            millis.add(Math.round(page.evaluate("instruments.clickToFirstFrame(%s, %s)"
                            .formatted(
                                    Scripts.literal(Scripts.byTestId("join-button")),
                                    Scripts.literal(Scripts.byTestId("tile") + "[data-self=\"false\"] video")))
                    .asDouble()));
            page.close();
            anna.awaitOthers();
        }
        System.out.println(
                "join to first frame, ms: " + millis.stream().sorted().toList());
        assertThat(millis).hasSize(JOINS).allMatch(each -> each > 0);
    }
}
