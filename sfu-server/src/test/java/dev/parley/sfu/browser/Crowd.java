package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Many people in one page, each with a camera, who look at nobody; see {@code crowd/crowd.js}. */
final class Crowd {
    private final BrowserPage page;
    private final Instruments instruments;

    private Crowd(BrowserPage page) {
        this.page = page;
        instruments = new Instruments(page);
    }

    /**
     * What the camera of one of them has given so far.
     *
     * @param keyFrames among the frames
     */
    record Sent(long frames, long keyFrames) {}

    /** The page and its script, served on an origin of their own. */
    static LocalPages serve() {
        return LocalPages.start()
                .with("/", Scripts.resource("crowd/index.html"))
                .with("/crowd.js", Bundle.of("crowd/crowd.js"));
    }

    /** Returns when all of them are in the room, in this order. */
    static Crowd join(
            BrowserPage page,
            LocalPages pages,
            URI signaling,
            String room,
            List<String> names,
            int width,
            int framesPerSecond) {
        page.open(pages.url("/") + "?server=" + encoded(signaling.toString()) + "&room=" + encoded(room) + "&names="
                + encoded(String.join(",", names)) + "&width=" + width + "&fps=" + framesPerSecond);
        Waits.until(
                "the crowd's script runs",
                () -> page.evaluate("typeof crowd === 'object'").asBoolean());
        if (page.evaluate("crowd.everybody").asInt() != names.size()) {
            throw new IllegalStateException("not all of " + names + " came");
        }
        return new Crowd(page);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** One more comes, late. */
    void add(String name) {
        page.evaluate("crowd.add(" + Scripts.literal(name) + ")");
    }

    Sent sent(String name) {
        return instruments.read("crowd.sent(" + Scripts.literal(name) + ")", Sent.class);
    }

    /** Has one of them ask the server for something; the answer. */
    JsonNode ask(String name, String type, Object payload) {
        return page.evaluate("crowd.ask(" + Scripts.literal(name) + ", " + Scripts.literal(type) + ", "
                + Scripts.literal(payload) + ")");
    }
}
