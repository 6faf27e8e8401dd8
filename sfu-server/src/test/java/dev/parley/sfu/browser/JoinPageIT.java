package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Before joining one sees and hears that one will be seen and heard, and nobody else does. */
final class JoinPageIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void oneSeesOneselfAsInAMirrorAndHowLoudOneIsAndIsAskedForANameAlone() {
        ChromiumPage page = chromium.newPage("Anna");
        page.open(server.room("before"));
        String preview = Scripts.byTestId("preview");
        Instruments instruments = new Instruments(page);
        Waits.until("a picture", () -> instruments.picture(preview).mean() > 10);
        Waits.until("it moves", () -> instruments.picture(preview).change() > 0.2);
        assertThat(page.evaluate("new DOMMatrix(getComputedStyle(document.querySelector("
                                + Scripts.literal(preview + " video") + ")).transform).a")
                        .asDouble())
                .as("how far it is stretched to the right")
                .isEqualTo(-1);

        List<Integer> levels = new ArrayList<>();
        Waits.until("the meter shows the beeps of the microphone, and the silence between", () -> {
            levels.add(level(page));
            return levels.stream().anyMatch(level -> level > 20)
                    && levels.stream().anyMatch(level -> level < 5);
        });
        page.click("mute");
        Waits.until("a muted microphone has no level", () -> loudest(page) == 0);

        for (String device : List.of("camera", "microphone", "speaker")) {
            Locator picker = page.page().locator(Scripts.byTestId(device + "-picker"));
            assertThat(picker.locator("option").count()).as(device).isPositive();
            assertThat(picker.isEnabled()).as(device).isTrue();
        }
        assertThat(page.page().locator("input:visible").count())
                .as("a name is all that is asked for")
                .isEqualTo(1);
        assertThat(page.page().locator("input[type=password]").count()).isZero();
    }

    @Test
    void whatWasChosenBeforeHoldsInTheCall() {
        ChromiumPage page = chromium.newPage("Anna");
        page.open(server.room("chosen"));
        page.page().setViewportSize(390, 844);
        page.click("camera");
        page.fill("join-name", "Anna");
        page.page().locator(Scripts.byTestId("join-name")).press("Enter");

        Person bert = Person.join(chromium.newPage("Bert"), server.room("chosen"), "Bert");
        bert.awaitOthers("Anna");
        bert.instruments().awaitSound(bert.of("Anna"));
        assertThat(page.framesReceived().stream()
                        .filter(frame -> frame.path("type").asText().equals("produced"))
                        .map(frame -> frame.at("/payload/kind").asText()))
                .as("the camera stays off")
                .containsExactly("audio");
        page.click("camera");
        bert.instruments().awaitPicture(bert.of("Anna"));
        assertThat(page.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("on a phone nothing stands out to the side")
                .isEqualTo(true);
        page.reload();
        Page.WaitForSelectorOptions shown = new Page.WaitForSelectorOptions().setTimeout(30_000);
        page.page().waitForSelector(Scripts.byTestId("join-name"), shown);
        assertThat(page.page().inputValue(Scripts.byTestId("join-name"))).isEqualTo("Anna");
    }

    /** Of two seconds, in which the microphone beeps; in hundredths. */
    private static int loudest(ChromiumPage page) {
        return page.evaluate(
                        "new Promise((resolve) => { let most = 0; const until = performance.now() + 2000;"
                                + "const look = () => { most = Math.max(most, Number(document.querySelector("
                                + Scripts.literal(Scripts.byTestId("mic-level")) + ").getAttribute('aria-valuenow')));"
                                + "if (performance.now() < until) requestAnimationFrame(look); else resolve(most); }; look(); })")
                .asInt();
    }

    /** In hundredths. */
    private static int level(ChromiumPage page) {
        return page.evaluate("Number(document.querySelector(" + Scripts.literal(Scripts.byTestId("mic-level"))
                        + ").getAttribute('aria-valuenow'))")
                .asInt();
    }
}
