package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import dev.parley.sfu.signaling.RawPeer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people write is read by those for whom it is, and is never more than text. */
final class ChatIT {
    /** Payloads come fast, all from this machine. */
    @RegisterExtension
    static final RunningServer server = RunningServer.with("--arrivals-per-second", "2000");

    /** What is written needs no camera. */
    @RegisterExtension
    static final Chromium chromium = Chromium.withoutDevices().inLargeWindows();

    private final ChromiumPage annasPage = chromium.newPage("Anna");
    private final ChromiumPage bertsPage = chromium.newPage("Bert");

    @Test
    void whatIsWrittenIsReadBothWaysAndWhatIsPrivateByOneAlone() {
        Person anna = Person.join(annasPage, server.room("chat"), "Anna");
        Person bert = Person.join(bertsPage, server.room("chat"), "Bert");
        ChromiumPage carlsPage = chromium.newPage("Carl");
        Person carl = Person.join(carlsPage, server.room("chat"), "Carl");
        anna.awaitOthers("Bert", "Carl");
        bert.awaitOthers("Anna", "Carl");
        carl.awaitOthers("Anna", "Bert");
        List.of(annasPage, bertsPage, carlsPage).forEach(page -> page.click("chat"));

        write(annasPage, "Shall we begin?");
        for (ChromiumPage page : List.of(annasPage, bertsPage, carlsPage)) {
            Waits.until("everybody reads it", () -> texts(page).equals(List.of("Shall we begin?")));
        }
        annasPage
                .page()
                .locator(Scripts.byTestId("chat-to"))
                .selectOption(new SelectOption().setLabel(optionFor(annasPage, "Bert")));
        write(annasPage, "between us");
        Waits.until("Bert reads it", () -> texts(bertsPage).contains("between us"));
        write(bertsPage, "Yes");

        Waits.until("Carl reads the answer", () -> texts(carlsPage).contains("Yes"));
        assertThat(texts(carlsPage)).containsExactly("Shall we begin?", "Yes");
        assertThat(carlsPage.framesReceived())
                .extracting(JsonNode::toString)
                .noneMatch(frame -> frame.contains("between us"));
        assertThat(annasPage
                        .page()
                        .locator(Scripts.byTestId("message") + "[data-private=true]")
                        .allTextContents())
                .singleElement()
                .asString()
                .contains("between us", "Bert");
    }

    private static String optionFor(ChromiumPage page, String name) {
        return page.page().locator(Scripts.byTestId("chat-to") + " option").allTextContents().stream()
                .filter(option -> option.contains(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAddressIsALinkThatOpensElsewhereAndTellsNothing() {
        Person.join(annasPage, server.room("links"), "Anna");
        annasPage.click("chat");
        write(annasPage, "see https://example.org/a?b=c#d, and javascript:alert(1) or http://you@example.org/");
        Locator links = annasPage.page().locator(Scripts.byTestId("message-text") + " a");
        Waits.until("it is there", () -> links.count() > 0);

        assertThat(links.count()).isEqualTo(1);
        assertThat(links.getAttribute("href")).isEqualTo("https://example.org/a?b=c#d");
        assertThat(links.textContent()).isEqualTo("https://example.org/a?b=c#d");
        assertThat(links.getAttribute("target")).isEqualTo("_blank");
        assertThat(links.getAttribute("rel")).contains("noopener", "noreferrer");
    }

    @Test
    void noTextAndNoNameRunsAScriptOrReachesAnotherServer() {
        List<String> foreign = new ArrayList<>();
        List<String> dialogs = new ArrayList<>();
        for (ChromiumPage page : List.of(annasPage, bertsPage)) {
            watch(page.page(), foreign, dialogs);
        }
        Person anna = Person.join(annasPage, server.room("xss"), "Anna");
        annasPage.click("people");
        annasPage.page().locator(Scripts.byTestId("chat-history")).selectOption("meeting");
        annasPage.click("chat");
        List<String> payloads = Payloads.all();
        assertThat(payloads).hasSize(200).doesNotHaveDuplicates();
        List<RawPeer> staying = new ArrayList<>();
        for (String payload : payloads) {
            RawPeer peer = RawPeer.connect(server.httpPort());
            peer.answer(
                    "joinRoom",
                    RawPeer.object("roomId", "xss", "displayName", Payloads.asName(payload), "protocol", 2),
                    "roomJoined");
            peer.answer("sendChat", RawPeer.object("text", payload), "chatMessage");
            staying.add(peer);
            if (staying.size() > 6) {
                staying.removeFirst().close();
            }
        }

        Waits.until("all was read", () -> texts(annasPage).size() == payloads.size());
        assertThat(texts(annasPage)).isEqualTo(payloads);
        annasPage.click("people");
        Waits.until(
                "those who stay are in the list",
                () -> annasPage.page().locator(Scripts.byTestId("roster-row")).count() >= 7);
        annasPage.page().locator(Scripts.byTestId("roster-row")).last().click();
        anna.awaitShown("person-menu");
        annasPage.page().keyboard().press("Escape");

        Person bert = Person.join(bertsPage, server.room("xss"), "Bert");
        bertsPage.click("chat");
        bert.awaitShown("message");
        assertThat(texts(bertsPage)).as("who comes later reads the same").isEqualTo(payloads);

        staying.forEach(RawPeer::close);
        anna.awaitOthers("Bert");
        for (ChromiumPage page : List.of(annasPage, bertsPage)) {
            assertThat(page.evaluate("window.reached").isNull())
                    .as("no script ran")
                    .isTrue();
            assertThat(page.complaints()).as("nothing was even refused").isEmpty();
            assertThat(page.page()
                            .locator(Scripts.byTestId("messages")
                                    + " :is(script, img, iframe, svg, object, embed, style, link, form, input, video)")
                            .count())
                    .isZero();
        }
        assertThat(foreign).isEmpty();
        assertThat(dialogs).isEmpty();
    }

    private static void watch(Page page, List<String> foreign, List<String> dialogs) {
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        page.context().onRequest(request -> {
            URI uri = URI.create(request.url());
            if (!"localhost".equals(uri.getHost()) || uri.getPort() != server.httpPort()) {
                foreign.add(request.url());
            }
        });
        page.context().onPage(opened -> foreign.add("a new page: " + opened.url()));
    }

    private static void write(ChromiumPage page, String text) {
        page.fill("chat-field", text);
        page.click("chat-send");
    }

    private static List<String> texts(ChromiumPage page) {
        return page.page().locator(Scripts.byTestId("message-text")).allTextContents();
    }
}
