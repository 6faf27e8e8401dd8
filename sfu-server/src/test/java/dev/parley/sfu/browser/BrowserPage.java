package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** One page in one browser, with a profile of its own, whatever browser that is. */
interface BrowserPage extends AutoCloseable {
    /** Loads {@code url} and returns when the page and its scripts have run. */
    void open(String url);

    /**
     * Evaluates a JavaScript expression, waits for it when it is a promise, and gives its value, which must be fit for
     * JSON ({@code undefined} becomes null). Throws when the script does.
     */
    JsonNode evaluate(String expression);

    /** Clicks the one visible element with this {@code data-testid}. */
    void click(String testId);

    /** Types {@code text} into the field with this {@code data-testid}, in place of what stands there. */
    void fill(String testId, String text);

    /** Everything the page and the browser complained about so far: console errors and uncaught exceptions. */
    List<String> complaints();

    /** Leaves what helps to understand a failure in {@code folder}, in files that begin with {@code name}. */
    void leaveEvidence(Path folder, String name);

    /** The person closes the tab. */
    @Override
    void close();
}
