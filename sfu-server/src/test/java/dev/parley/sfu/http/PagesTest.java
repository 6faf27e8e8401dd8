package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private ServerUnderTest server;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerUnderTest();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/r/daily", "/r/Caf%C3%A9%20au%20lait", "/?name=Ada", "/r/daily/?a=b"})
    void theStartPageAndEveryJoinLinkServeThePage(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("the page");
        assertThat(header(response, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(response, "cache-control")).isEqualTo("no-cache");
    }

    @Test
    void aHashedAssetMayBeKeptForAYearAndAnotherOneMayNot() throws Exception {
        HttpResponse<String> hashed = get("/assets/main-AB12CD34.js");
        assertThat(header(hashed, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(hashed, "content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(get("/assets/plain.css"), "cache-control")).isEqualTo("no-cache");
    }

    @Test
    void aKnownEntityTagIsAnswered304WithoutABody() throws Exception {
        String tag = header(get("/"), "etag");
        HttpResponse<String> again =
                send(HttpRequest.newBuilder(server.page("/")).header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "etag")).isEqualTo(tag);
    }

    @Test
    void headGivesTheHeadersOfGetAndNoBody() throws Exception {
        HttpResponse<String> head =
                send(HttpRequest.newBuilder(server.page("/")).HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "content-length"))
                .isEqualTo(header(get("/"), "content-length"))
                .isNotEqualTo("0");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void healthIsTheSuppliedJsonAndIsNotStored() throws Exception {
        HttpResponse<String> health = get("/health");
        assertThat(health.body()).isEqualTo("{\"status\":\"ok\",\"workers\":2}");
        assertThat(header(health, "content-type")).isEqualTo("application/json");
        assertThat(header(health, "cache-control")).isEqualTo("no-store");
    }

    @Test
    void aServerThatLetsNobodyInIsHealthyAndNotReady() throws Exception {
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        server.ready = false;
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(200);
        server.ready = true;
    }

    @Test
    void theExaminationIsForWhoHasATokenOnly() throws Exception {
        HttpResponse<String> found =
                send(HttpRequest.newBuilder(server.page("/admin/examination")).header("Authorization", "Bearer good"));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEqualTo("{\"well\":true,\"findings\":[]}");
        assertThat(header(found, "cache-control")).isEqualTo("no-store");
        assertThat(get("/admin/examination").statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(server.page("/admin/examination"))
                                .header("Authorization", "Bearer bad"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/admin").body()).isEqualTo(get("/").body());
    }

    @Test
    void everyResponseCarriesTheSecurityHeaders() throws Exception {
        for (String path : new String[] {"/", "/health", "/nowhere", "/assets/plain.css"}) {
            HttpResponse<String> response = get(path);
            assertThat(header(response, "content-security-policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("connect-src 'self' ws://" + server.host() + " wss://" + server.host() + ";")
                    .contains("frame-ancestors 'none'")
                    .contains("require-trusted-types-for 'script'")
                    .doesNotContain("unsafe");
            assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
            assertThat(header(response, "referrer-policy")).isEqualTo("no-referrer");
            assertThat(header(response, "permissions-policy"))
                    .contains("camera=(self)", "microphone=(self)", "display-capture=(self)");
            assertThat(header(response, "cross-origin-opener-policy")).isEqualTo("same-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/r/", "/r/a/b", "/assets", "/assets/", "/assets/none.js", "/index.html/"})
    void whatIsNotThereIsSaidInAPlainSentence(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("There is nothing at this address.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../http-test-secret.txt",
                "/assets/../../http-test-secret.txt",
                "/%2e%2e/http-test-secret.txt",
                "/..%2fhttp-test-secret.txt",
                "/assets/..\\..\\http-test-secret.txt",
                "//http-test-secret.txt",
                "/.hidden.txt",
                "/assets/main-AB12CD34.js\0.txt"
            })
    void noPathLeadsOutOfTheFolder(String path) throws Exception {
        try (RawSocket raw = server.raw()) {
            raw.write("GET " + path + " HTTP/1.1\r\nHost: " + server.host() + "\r\nConnection: close\r\n\r\n");
            assertThat(raw.readHead()).containsPattern("^HTTP/1.1 40[04] ");
            assertThat(raw.readAll()).doesNotContain("secret\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void otherMethodsAreRefusedWithTheListOfThoseThatAreServed(String method) throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(server.page("/")).method(method, BodyPublishers.ofString("x")));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (RawSocket raw = server.raw()) {
            String host = "Host: " + server.host() + "\r\n";
            raw.write("GET /health HTTP/1.1\r\n" + host + "\r\nGET /nowhere HTTP/1.1\r\n" + host
                    + "Connection: close\r\n\r\n");
            String all = raw.readAll();
            assertThat(all).containsSubsequence("HTTP/1.1 200 OK", "\"workers\":2", "HTTP/1.1 404 Not Found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a; script-src *\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: user@a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n",
                "\u0016\u0003\u0001\u0000 hello, is this TLS?\r\n\r\n",
            })
    void aRequestWithoutOneCleanHostIsRefusedAndTheConnectionEnds(String request) throws Exception {
        try (RawSocket raw = server.raw()) {
            raw.write(request);
            assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ").doesNotContain("script-src *");
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void anOverlongRequestLineOrHeaderIsRefused() throws Exception {
        try (RawSocket raw = server.raw()) {
            raw.write("GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(raw.readHead()).startsWith("HTTP/1.1 414 ");
        }
        try (RawSocket raw = server.raw()) {
            raw.write("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n");
            assertThat(raw.readHead()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void aRequestThatNeverEndsIsCutOff() throws Exception {
        Duration soon = Duration.ofMillis(100);
        Duration later = Duration.ofSeconds(60);
        try (ServerUnderTest impatient = new ServerUnderTest(ServerUnderTest.deadlines(soon, later, later, later));
                RawSocket raw = impatient.raw()) {
            raw.write("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void aConnectionPastTheLimitIsClosedAndItsPlaceIsGivenToTheNext() throws Exception {
        HttpLimits standard = HttpLimits.STANDARD;
        HttpLimits one = new HttpLimits(
                1,
                1,
                standard.requestDeadline(),
                standard.responseDeadline(),
                standard.idleDeadline(),
                standard.pingInterval(),
                standard.silenceLimit(),
                standard.closeDeadline(),
                standard.maxMessageBytes(),
                standard.maxQueuedBytes(),
                standard.framesPerSecond(),
                standard.frameBurst(),
                standard.arrivalsPerSecond());
        try (ServerUnderTest small = new ServerUnderTest(one)) {
            String request = "GET /health HTTP/1.1\r\nHost: " + small.host() + "\r\n\r\n";
            try (RawSocket first = small.raw();
                    RawSocket second = small.raw()) {
                assertThat(second.isEnded()).isTrue();
                first.write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
                assertThat(first.readAll()).startsWith("HTTP/1.1 200 ");
            }
            try (RawSocket third = small.raw()) {
                third.write(request);
                assertThat(third.readHead()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.page(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
