package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.cli.ParleyCommand;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rooms that open with a token only, over real sockets; the tokens are those that {@code parley token} prints. */
class TokenRoomsTest {
    @TempDir
    private static Path folder;

    private static ParleyServer server =
            new ParleyServer(ServerConfiguration.builder().build());
    private static Path secret = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), "a secret for this test, long enough to be one\n");
        server = new ParleyServer(ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .workers(1)
                .announce(List.of("127.0.0.1"))
                .tokenRooms(List.of("board-*"))
                .tokenSecretFile(Optional.of(secret))
                .build());
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine parley = ParleyCommand.create(
                        configuration -> {
                            throw new IOException("the test launches nothing");
                        },
                        Map.of("PARLEY_TOKEN_SECRET_FILE", secret.toString()),
                        Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true));
        String[] command = new String[arguments.length + 1];
        command[0] = "token";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(parley.execute(command)).as("%s", err).isZero();
        return out.toString().strip();
    }

    private static String join(String room, String token) {
        return RawPeer.object("roomId", room, "token", token, "protocol", 2, "displayName", "Mallory");
    }

    private static RawPeer connected() {
        return RawPeer.connect(server.httpPort());
    }

    @Test
    void withoutATokenTheRoomStaysClosedAndTheClientMayTryAgain() {
        try (RawPeer peer = connected()) {
            assertThat(peer.refusal("joinRoom", "{\"roomId\":\"board-1\"}")).isEqualTo("token-required");
            assertThat(peer.refusal("createTransport", "{\"direction\":\"send\"}"))
                    .isEqualTo("not-joined");

            peer.answer("joinRoom", join("board-1", token("--room", "board-1")), "roomJoined");
        }
    }

    @Test
    void aClientOfTheBaseProtocolMayBringATokenToo() {
        try (RawPeer peer = connected()) {
            String payload = RawPeer.object("roomId", "board-2", "token", token("--room", "board-2"));
            peer.answer("joinRoom", payload, "roomJoined");
        }
    }

    @Test
    void otherRoomsStayOpenButABadTokenIsSaidThere() {
        try (RawPeer peer = connected()) {
            assertThat(peer.refusal("joinRoom", join("tea", "nonsense"))).isEqualTo("token-refused");
            peer.answer("joinRoom", "{\"roomId\":\"tea\"}", "roomJoined");
        }
    }

    @Test
    void aTokenOfAnotherRoomOpensNothing() {
        try (RawPeer peer = connected()) {
            assertThat(peer.refusal("joinRoom", join("board-1", token("--room", "board-3"))))
                    .isEqualTo("token-refused");
        }
    }

    @Test
    void theNameInTheTokenIsTheOneShown() {
        try (RawPeer ada = connected();
                RawPeer other = connected()) {
            ada.answer("joinRoom", join("board-4", token("--room", "board-4", "--name", "Ada")), "roomJoined");

            JsonNode joined = other.answer("joinRoom", join("board-4", token("--room", "board-4")), "roomJoined");

            assertThat(joined.path("peerInfos").findValuesAsText("displayName")).containsExactly("Ada");
            assertThat(ada.event("newPeer").path("displayName").asText()).isEqualTo("Mallory");
        }
    }

    @Test
    void aViewerMayNotSend() {
        try (RawPeer viewer = connected()) {
            viewer.answer("joinRoom", join("board-5", token("--room", "board-5", "--role", "viewer")), "roomJoined");
            String transport = viewer.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated")
                    .path("transportId")
                    .asText();

            assertThat(viewer.refusal("produce", Tracks.produce(transport, "video", Tracks.vp8("0", 1))))
                    .isEqualTo("forbidden");
        }
    }
}
