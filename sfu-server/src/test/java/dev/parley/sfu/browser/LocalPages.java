package dev.parley.sfu.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A tiny web server on localhost for pages of the tests' own, with as strict a content policy as our client has. */
final class LocalPages implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src *; media-src blob:; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    private final HttpServer server;
    private final Map<String, String> files = new ConcurrentHashMap<>();

    private LocalPages(HttpServer server) {
        this.server = server;
    }

    static LocalPages start() {
        try {
            var pages =
                    new LocalPages(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            pages.server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                String file = pages.files.get(path);
                byte[] body = (file == null ? "not here" : file).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders()
                        .set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
                exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
                exchange.sendResponseHeaders(file == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            pages.server.start();
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalPages with(String path, String content) {
        files.put(path, content);
        return this;
    }

    /** {@code http://localhost:PORT}, the origin of the pages. */
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String url(String path) {
        return origin() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
