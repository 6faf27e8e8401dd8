package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Chromium page in a context of its own. */
final class ChromiumPage implements BrowserPage {
    /** Clicks and navigations wait this long for a busy machine, in milliseconds. */
    private static final double PATIENCE_MILLIS = 90_000;

    private final BrowserContext context;
    private final Page page;
    private final String who;
    private final List<String> console = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> framesReceived = new ArrayList<>();

    ChromiumPage(BrowserContext context, String who) {
        this.context = context;
        this.who = who;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.addInitScript(Scripts.instruments());
        page = context.newPage();
        page.onConsoleMessage(message -> {
            console.add(message.type() + ": " + message.text());
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(error -> complain("uncaught: " + error));
        page.onCrash(crashed -> complain("the page crashed"));
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> {
            if (frame.text() != null) {
                framesReceived.add(frame.text());
            }
        }));
    }

    /** Every frame of signaling that the page received, also from before a reload. */
    List<JsonNode> framesReceived() {
        if (!page.isClosed()) {
            evaluate("0"); // Playwright tells of what happened only while it is asked for something
        }
        return framesReceived.stream().map(Scripts::parse).toList();
    }

    void reload() {
        page.reload();
    }

    private void complain(String complaint) {
        console.add(complaint);
        complaints.add(complaint);
    }

    /** The page for what only Playwright can do. */
    Page page() {
        return page;
    }

    @Override
    public void open(String url) {
        page.navigate(url);
    }

    @Override
    public JsonNode evaluate(String expression) {
        return Scripts.parse((String) page.evaluate(Scripts.asJson(expression)));
    }

    @Override
    public void click(String testId) {
        visible(testId).click();
    }

    @Override
    public void fill(String testId, String text) {
        visible(testId).fill(text);
    }

    private Locator visible(String testId) {
        return page.locator(Scripts.byTestId(testId) + ":visible");
    }

    @Override
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void leaveEvidence(Path folder, String name) {
        String stem = name + "-" + who;
        try {
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(stem + ".png")));
            Files.write(folder.resolve(stem + "-console.log"), console);
            Files.write(folder.resolve(stem + "-signaling.log"), framesReceived);
            String statistics = evaluate("instruments.reports()").toPrettyString();
            Files.writeString(folder.resolve(stem + "-statistics.json"), statistics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlaywrightException e) {
            // a page that crashed or was closed has no picture; the failure of the test matters more
            console.add("no evidence: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
