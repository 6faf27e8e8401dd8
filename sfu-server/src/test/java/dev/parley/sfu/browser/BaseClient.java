package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One person on the page of the tests' own that speaks only the base protocol; see {@code base/base-client.js}. */
final class BaseClient {
    private final BrowserPage page;
    private final Instruments instruments;

    private BaseClient(BrowserPage page) {
        this.page = page;
        instruments = new Instruments(page);
    }

    /** The page and its script, bundled with mediasoup-client, served on an origin of their own. */
    static LocalPages serve() {
        return LocalPages.start()
                .with("/", Scripts.resource("base/index.html"))
                .with("/base-client.js", Bundle.of("base/base-client.js"));
    }

    static BaseClient join(BrowserPage page, LocalPages pages, URI signaling, String room) {
        return open(page, pages, signaling, room, "");
    }

    /** As {@link #join}, but the receive transport waits for {@link #askForReceiveTransport}. */
    static BaseClient joinHoldingBack(BrowserPage page, LocalPages pages, URI signaling, String room) {
        return open(page, pages, signaling, room, "&hold");
    }

    /** As {@link #join}, sending video in the codec of that MIME type. */
    static BaseClient joinWithCodec(BrowserPage page, LocalPages pages, URI signaling, String room, String mimeType) {
        return open(page, pages, signaling, room, "&codec=" + encoded(mimeType));
    }

    /** As {@link #joinWithCodec} in encodings of these scalability modes, with a camera of 960 by 540, and extensions. */
    static BaseClient joinWithLayers(
            BrowserPage page, LocalPages pages, URI signaling, String room, String mimeType, String modes) {
        String more = "&extended&codec=" + encoded(mimeType) + "&modes=" + encoded(modes);
        return open(page, pages, signaling, room, more);
    }

    /** Sends nothing, and has the extensions. */
    static BaseClient watch(BrowserPage page, LocalPages pages, URI signaling, String room) {
        return open(page, pages, signaling, room, "&extended&watch");
    }

    private static BaseClient open(BrowserPage page, LocalPages pages, URI signaling, String room, String more) {
        page.open(pages.url("/") + "?server=" + encoded(signaling.toString()) + "&room=" + encoded(room) + more);
        return new BaseClient(page);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Sends a frame. */
    void send(String type, String payload) {
        page.evaluate("baseClient.send(" + Scripts.literal(type) + ", " + payload + ")");
    }

    void askForReceiveTransport() {
        page.evaluate("baseClient.askForReceiveTransport()");
    }

    Instruments instruments() {
        return instruments;
    }

    /** Every frame sent so far, with type and payload. */
    List<JsonNode> sent() {
        return frames("sent");
    }

    /** Every frame received so far, whole. */
    List<JsonNode> received() {
        return frames("received");
    }

    List<JsonNode> received(String type) {
        return received().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    private List<JsonNode> frames(String direction) {
        var frames = new ArrayList<JsonNode>();
        page.evaluate("baseClient." + direction).forEach(frames::add);
        return frames;
    }

    /** One's own peer id, as the server told it in its very first frame. */
    String peerId() {
        Waits.until("the first frame", () -> !received().isEmpty());
        return received().getFirst().path("payload").path("peerId").asText();
    }

    /** Returns when the picture and the sound of {@code other} arrive. */
    void awaitSeesAndHears(BaseClient other) {
        String container = "[data-peer-id=\"" + other.peerId() + "\"]";
        instruments.awaitPicture(container);
        instruments.awaitSound(container);
    }
}
