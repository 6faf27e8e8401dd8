package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.TokenGrant;
import dev.parley.sfu.access.TokenSecret;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.LoadTransport;
import dev.parley.sfu.load.StreamShape;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A log with everything in it, of joins that succeed and joins that do not. */
class SecretsInLogTest {
    private static final String SECRET = "a-secret-that-is-0123456789abcdef";
    private static final Logger OURS = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("dev.parley");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> everything = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        everything.setContext(OURS.getLoggerContext());
        everything.start();
        OURS.addAppender(everything);
        OURS.setLevel(Level.TRACE);
        OURS.setAdditive(false);
    }

    @AfterEach
    void deaf() {
        OURS.detachAppender(everything);
        OURS.setLevel(null);
        OURS.setAdditive(true);
    }

    private ParleyServer server() throws Exception {
        ParleyServer server = new ParleyServer(ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .workers(1)
                .announce(List.of("127.0.0.1"))
                .tokenSecretFile(Optional.of(secretFile()))
                .tokenRooms(List.of("board"))
                .build());
        server.start();
        return server;
    }

    private Path secretFile() throws Exception {
        return Files.writeString(folder.resolve("secret"), SECRET);
    }

    private String token(Instant expires) throws Exception {
        return new JoinTokens(TokenSecret.read(secretFile()), InstantSource.system())
                .sign(new TokenGrant("board", "Ada", Role.PARTICIPANT, expires));
    }

    @Test
    void aLogNamesRoomAndPeerAndNoSecret() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(SECRET));
        String good = token(Instant.now().plus(1, ChronoUnit.HOURS));
        String expired = token(Instant.now().minus(1, ChronoUnit.HOURS));
        String peerId;
        try (ParleyServer server = server()) {
            RawPeer ada = RawPeer.connect(server.httpPort());
            peerId = ada.id();
            for (String bad : List.of(expired, good + "x", "no-token-at-all")) {
                ada.refusal("joinRoom", join(bad));
            }
            ada.answer("joinRoom", join(good), "roomJoined");
            for (String direction : List.of("send", "recv")) {
                JsonNode created =
                        ada.answer("createTransport", "{\"direction\":\"" + direction + "\"}", "transportCreated");
                secrets.add(created.path("iceParameters").path("password").asText());
                JsonNode restarted = ada.answer(
                        "restartIce",
                        "{\"transportId\":\"" + created.path("transportId").asText() + "\"}",
                        "iceRestarted");
                secrets.add(restarted.path("iceParameters").path("password").asText());
            }
            ada.say("this is no JSON but has the token " + good);
            ada.event("error");
            call(server);
            ada.close();
            await().until(() -> lines.stream().anyMatch(line -> line.contains("left, ") && line.contains(peerId)));
        }
        for (String token : List.of(good, expired)) {
            secrets.add(token);
            secrets.add(token.substring(token.lastIndexOf('.') + 1));
        }
        secrets.add("no-token-at-all");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("joined", "room=\"board\"", "peer=\"" + peerId + "\""))
                .anySatisfy(line -> assertThat(line).contains("a peer was kept out: expired", "room=\"board\""));
        assertThat(secrets).hasSize(10).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(12));
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }

    private static String join(String token) {
        return "{\"roomId\":\"board\",\"token\":\"" + token + "\"}";
    }

    /** Handshakes, keys and media, which have log lines of their own. */
    private static void call(ParleyServer server) throws Exception {
        try (LoadClient client =
                new LoadClient(LoadSettings.of(URI.create("http://127.0.0.1:" + server.httpPort() + "/")))) {
            LoadPeer speaker = client.join("tea");
            LoadPeer listener = client.join("tea");
            LoadTransport sending = speaker.connect(TransportDirection.SEND);
            LoadTransport receiving = listener.connect(TransportDirection.RECV);
            client.awaitConnected(List.of(sending, receiving));
            listener.subscribe(receiving, speaker.publish(sending, StreamShape.speech()));
            client.startWindow();
            client.startSending();
            await().until(() -> client.report().received() > 10);
        }
    }
}
