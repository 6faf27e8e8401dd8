package dev.parley.sfu.doctor;

import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.tls.AnyCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Whether the server serves pages: on this machine, and at each address that others are told. */
final class PagesCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final ServerConfiguration configuration;
    private final URI root;

    PagesCheck(ServerConfiguration configuration, URI root) {
        this.configuration = configuration;
        this.root = root;
    }

    /** Whether there is a server at all. */
    boolean check(Doctor.Listener listener) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(AnyCertificate.context())
                .build()) {
            if (!answers(http, root)) {
                listener.found(Finding.wrong("server: nothing well answers at " + root
                        + ": start it (systemctl start parley), or run this with the server's settings"));
                return false;
            }
            listener.found(Finding.well("server: answers at " + root));
            for (String host : reachedFromOutside()) {
                URI address = URI.create(root.getScheme() + "://" + Addresses.inUri(host) + ":" + root.getPort() + "/");
                listener.found(
                        answers(http, address)
                                ? Finding.well("pages: " + address)
                                : Finding.wrong(
                                        "pages: " + address + " does not answer: is that this server's address ("
                                                + Addresses.own() + ")? If it is, open TCP port " + root.getPort()
                                                + " in the firewall"));
            }
            return true;
        }
    }

    /** With a certain address to serve pages at, a reverse proxy has the others. */
    private Iterable<String> reachedFromOutside() {
        boolean everywhere = configuration.httpHost().equals(ServerConfiguration.EVERY_ADDRESS)
                || (configuration.httpHost().equals(ServerConfiguration.AUTO_HOST)
                        && configuration.tls().on());
        return everywhere ? configuration.announce() : List.of();
    }

    private static boolean answers(HttpClient http, URI address) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address.resolve("/health"))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == OK && answer.body().contains("\"status\":\"ok\"");
        } catch (IOException e) {
            return false;
        }
    }
}
