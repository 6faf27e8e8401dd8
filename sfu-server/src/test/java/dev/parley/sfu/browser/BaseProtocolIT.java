package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that know only the base protocol hold calls: with each other, and with people on our own client. */
final class BaseProtocolIT {
    private static final Set<String> BASE_MESSAGES = Set.of(
            "connected",
            "routerRtpCapabilities",
            "roomJoined",
            "newPeer",
            "transportCreated",
            "transportConnected",
            "produced",
            "newProducer",
            "consumed",
            "consumerResumed",
            "peerLeft");

    private static final LocalPages pages = BaseClient.serve();

    @RegisterExtension
    @Order(1)
    static final RunningServer server = RunningServer.with("--allowed-origins", pages.origin());

    @RegisterExtension
    @Order(2)
    static final Chromium chromium = Chromium.withFakeDevices();

    @AfterAll
    static void closePages() {
        pages.close();
    }

    @Test
    void twoBaseClientsSeeAndHearEachOther() {
        BaseClient anna = join("anna", "base");
        anna.peerId();
        BaseClient bert = join("bert", "base");

        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);

        for (BaseClient person : List.of(anna, bert)) {
            assertThat(person.received().getFirst().path("type").asText()).isEqualTo("connected");
            assertThat(person.received())
                    .extracting(frame -> frame.path("type").asText())
                    .isSubsetOf(BASE_MESSAGES);
            assertThat(person.received()).noneMatch(frame -> frame.has("id"));
        }
        assertThat(anna.received("newPeer"))
                .singleElement()
                .satisfies(
                        frame -> assertThat(frame.path("payload").path("peerId").asText())
                                .isEqualTo(bert.peerId()));
        assertThat(anna.received("newProducer"))
                .extracting(frame -> frame.path("payload").path("kind").asText())
                .containsExactly("video", "audio");
        assertThat(bert.received("consumed"))
                .extracting(
                        frame -> frame.path("payload").path("producerPeerId").asText())
                .containsOnly(anna.peerId());
    }

    @Test
    void aConsumeSentBeforeTheReceiveTransportExistsIsAnsweredLater() {
        BaseClient early = BaseClient.joinHoldingBack(chromium.newPage("early"), pages, server.signaling(), "patience");
        Waits.until(
                "its own media is accepted", () -> early.received("produced").size() == 2);
        BaseClient later = join("later", "patience");

        Waits.until("consume is sent too early", () -> sent(early, "consume").size() == 2);
        Waits.until(
                "the other one is complete",
                () -> !later.received("consumerResumed").isEmpty());
        assertThat(early.received("error")).isEmpty();
        assertThat(early.received("consumed")).isEmpty();

        early.askForReceiveTransport();

        early.awaitSeesAndHears(later);
        assertThat(early.received("consumed")).hasSize(2);
        assertThat(early.received("error")).isEmpty();
    }

    @Test
    void aBaseClientThatClosesItsTabIsGoneForTheOthers() {
        BaseClient anna = join("anna", "gone");
        anna.peerId();
        ChromiumPage page = chromium.newPage("bert");
        BaseClient bert = BaseClient.join(page, pages, server.signaling(), "gone");
        anna.awaitSeesAndHears(bert);
        String gone = bert.peerId();

        page.close();

        Waits.until("peerLeft", () -> !anna.received("peerLeft").isEmpty());
        assertThat(anna.received("peerLeft"))
                .extracting(frame -> frame.path("payload").path("peerId").asText())
                .containsExactly(gone);
    }

    private static BaseClient join(String who, String room) {
        return BaseClient.join(chromium.newPage(who), pages, server.signaling(), room);
    }

    private static List<JsonNode> sent(BaseClient client, String type) {
        return client.sent().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }
}
