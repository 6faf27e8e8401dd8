package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A Firefox tab in a user context of its own. */
final class FirefoxPage implements BrowserPage {
    private final Bidi bidi;
    private final String who;
    private final String userContext;
    private final String context;
    private boolean closed;

    FirefoxPage(Bidi bidi, String who) {
        this.bidi = bidi;
        this.who = who;
        userContext = bidi.command("browser.createUserContext", Map.of())
                .path("userContext")
                .asText();
        context = bidi.command("browsingContext.create", Map.of("type", "window", "userContext", userContext))
                .path("context")
                .asText();
    }

    @Override
    public void open(String url) {
        bidi.command("browsingContext.navigate", Map.of("context", context, "url", url, "wait", "complete"));
    }

    @Override
    public JsonNode evaluate(String expression) {
        JsonNode answer = bidi.command(
                "script.evaluate",
                Map.of(
                        "expression", Scripts.asJson(expression),
                        "target", Map.of("context", context),
                        "awaitPromise", true));
        if (!answer.path("type").asText().equals("success")) {
            throw new IllegalStateException(expression + ": "
                    + answer.path("exceptionDetails").path("text").asText());
        }
        return Scripts.parse(answer.path("result").path("value").asText());
    }

    @Override
    public void click(String testId) {
        Waits.until(
                testId + " can be clicked",
                () -> evaluate("instruments.click(" + selector(testId) + ")").asBoolean());
    }

    @Override
    public void fill(String testId, String text) {
        Waits.until(
                testId + " can be filled",
                () -> evaluate("instruments.fill(" + selector(testId) + ", " + Scripts.literal(text) + ")")
                        .asBoolean());
    }

    private static String selector(String testId) {
        return Scripts.literal(Scripts.byTestId(testId));
    }

    @Override
    public List<String> complaints() {
        return bidi.events().stream()
                .map(event -> event.path("params"))
                .filter(entry -> entry.path("source").path("context").asText().equals(context))
                .filter(entry -> entry.path("level").asText().equals("error"))
                .map(entry -> entry.path("text").asText())
                .toList();
    }

    @Override
    public void leaveEvidence(Path folder, String name) {
        String stem = name + "-" + who;
        try {
            String picture = bidi.command("browsingContext.captureScreenshot", Map.of("context", context))
                    .path("data")
                    .asText();
            Files.write(folder.resolve(stem + ".png"), Base64.getDecoder().decode(picture));
            Files.write(folder.resolve(stem + "-console.log"), complaints());
            String statistics = evaluate("instruments.reports()").toPrettyString();
            Files.writeString(folder.resolve(stem + "-statistics.json"), statistics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bidi.command("browser.removeUserContext", Map.of("userContext", userContext));
        }
    }
}
