import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who opens an invitation in Chromium, with a camera and a microphone that are not real, for the tests of the
 * packages: {@code java -cp LIBRARIES Visitor.java LINK NAME HOME}. Certificates are those that HOME's NSS database knows,
 * beside the usual ones. Says on standard output, each once it is so: {@code joined}, {@code reconnecting} and what else
 * becomes of the call, and {@code picture NAME FRAMES} whenever more frames of somebody were shown. Leaves when standard
 * input says {@code leave}. Speaks the DevTools protocol, as there is nothing else to speak with outside the modules.
 */
class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final long ANSWER_SECONDS = 60;
    private static final long LOOK_MILLIS = 200;

    private static final String STATE = """
            (() => ({
              page: document.readyState + ' ' + location.pathname + ' ' + document.title,
              state: document.querySelector('[data-testid="call"]')?.dataset.state ?? '',
              canJoin: document.querySelector('[data-testid="join-button"]')?.disabled === false,
              trouble: document.querySelector('[data-testid="device-trouble"]:not([hidden])')?.textContent ?? '',
              tiles: [...document.querySelectorAll('[data-testid="tile"][data-self="false"]')].map((tile) => ({
                name: tile.querySelector('[data-testid="tile-name"]').textContent,
                frames: tile.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
              })),
            }))()""";

    private static final String JOIN = """
            (() => {
              const name = document.querySelector('[data-testid="join-name"]');
              if (!name.readOnly) {
                name.value = %s;
                name.dispatchEvent(new Event('input', { bubbles: true }));
              }
              document.querySelector('[data-testid="join-button"]').click();
            })()""";

    private static final String LEAVE = "document.querySelector('[data-testid=\"leave\"]').click()";

    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> unanswered = new ConcurrentHashMap<>();
    private final Map<String, Long> frames = new HashMap<>();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final String name;
    private final WebSocket browser;
    private String session = "";
    private String state = "";

    private Visitor(String name, WebSocket.Builder sockets, URI address) {
        this.name = name;
        browser = sockets.buildAsync(address, new Answers()).join();
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[2]).toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox", // the tests run as root
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--mute-audio",
                "--autoplay-policy=no-user-gesture-required",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--window-size=1280,800",
                "--remote-debugging-port=0",
                "--user-data-dir=" + home.resolve("profile"),
                "about:blank");
        builder.environment().put("HOME", home.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process chromium = builder.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = listening(chromium.errorReader(StandardCharsets.UTF_8), home.resolve("chromium.log"));
            Visitor visitor = new Visitor(arguments[1], client.newWebSocketBuilder(), address);
            Thread.ofPlatform().daemon().start(visitor::listen);
            visitor.visit(arguments[0]);
            client.shutdownNow();
        } finally {
            chromium.destroy();
            if (!chromium.waitFor(20, TimeUnit.SECONDS)) {
                chromium.destroyForcibly();
            }
        }
    }

    /** Where DevTools are; what Chromium says from then on goes to a file. */
    private static URI listening(BufferedReader says, Path log) throws IOException {
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        Files.write(log, (Iterable<String>) says.lines()::iterator);
                    } catch (IOException | java.io.UncheckedIOException e) {
                        System.err.println("no more of Chromium's log: " + e);
                    }
                });
                return URI.create(found.group(1));
            }
        }
        throw new IOException("Chromium did not start");
    }

    private void listen() {
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                if (line.strip().equals("leave")) {
                    leaving.set(true);
                }
            }
        } catch (IOException e) {
            System.err.println("no more commands: " + e);
        }
    }

    private void visit(String link) throws Exception {
        String target = command("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
        session = command("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        JsonNode opened = command("Page.navigate", Map.of("url", link));
        if (opened.has("errorText")) {
            throw new IOException("the page does not open: " + opened.path("errorText").asText());
        }
        boolean clicked = false;
        while (!leaving.get()) {
            JsonNode seen = evaluate(STATE);
            if (!clicked && seen.path("canJoin").asBoolean()) {
                say("opened " + seen.path("page").asText());
                evaluate(JOIN.formatted(JSON.writeValueAsString(name)));
                clicked = true;
            }
            if (!seen.path("trouble").asText().isEmpty()) {
                System.err.println("trouble: " + seen.path("trouble").asText());
            }
            tell(seen);
            Thread.sleep(LOOK_MILLIS);
        }
        evaluate(LEAVE);
        say("left");
    }

    private void tell(JsonNode seen) {
        String now = seen.path("state").asText();
        if (!now.equals(state)) {
            state = now;
            say(now);
        }
        for (JsonNode tile : seen.path("tiles")) {
            String whose = tile.path("name").asText();
            long shown = tile.path("frames").asLong();
            // After coming back the count begins again.
            if (shown != frames.getOrDefault(whose, 0L)) {
                frames.put(whose, shown);
                say("picture\t" + whose + "\t" + shown);
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = command("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException("in the page: " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    private JsonNode command(String method, Map<String, ?> parameters) throws Exception {
        int id = lastId.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        unanswered.put(id, answer);
        browser.sendText(message.toString(), true).join();
        JsonNode told = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (told.has("error")) {
            throw new IOException(method + ": " + told.path("error"));
        }
        return told.path("result");
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder gathered = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            gathered.append(part);
            if (last) {
                String message = gathered.toString();
                gathered.setLength(0);
                try {
                    JsonNode told = JSON.readTree(message);
                    CompletableFuture<JsonNode> asked = unanswered.remove(told.path("id").asInt());
                    if (asked != null) {
                        asked.complete(told);
                    }
                } catch (IOException e) {
                    fail(e);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            fail(new IOException("Chromium is gone"));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable problem) {
            fail(problem);
        }

        private void fail(Throwable problem) {
            List.copyOf(unanswered.values()).forEach(asked -> asked.completeExceptionally(problem));
        }
    }
}
