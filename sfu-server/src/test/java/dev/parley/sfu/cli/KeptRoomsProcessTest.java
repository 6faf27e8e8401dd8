package dev.parley.sfu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.Main;
import dev.parley.sfu.signaling.RawPeer;
import dev.parley.sfu.storage.StoredRooms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole server as a process: what a room is outlives it, and can be copied while it runs. */
@EnabledOnOs(OS.LINUX)
class KeptRoomsProcessTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final String ADAS_KEY = "key-of-ada-0123456789abcdef";

    @TempDir
    private Path folder;

    private @Nullable Process server;

    private Process process(Path dataDir) throws IOException {
        Process started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--http-port=0",
                        "--rtc-port=0",
                        "--workers=1",
                        "--data-dir=" + dataDir))
                .redirectError(folder.resolve("errors").toFile())
                .start();
        server = started;
        return started;
    }

    /** Starts a server; its port. */
    private int start(Path dataDir) throws IOException {
        String ready = process(dataDir).inputReader().readLine();
        assertThat(ready).startsWith("ready http://localhost:");
        return URI.create(ready.substring("ready ".length())).getPort();
    }

    private void stop() throws InterruptedException {
        Process running = Objects.requireNonNull(server);
        running.toHandle().destroy();
        assertThat(running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isZero();
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    private static String joining(Object... fields) {
        Object[] all = new Object[fields.length + 6];
        System.arraycopy(new Object[] {"roomId", "board", "displayName", "Ada", "protocol", 2}, 0, all, 0, 6);
        System.arraycopy(fields, 0, all, 6, fields.length);
        return RawPeer.object(all);
    }

    private static void findsItsRoomAgain(int port) {
        try (RawPeer stranger = RawPeer.connect(port);
                RawPeer ada = RawPeer.connect(port)) {
            assertThat(stranger.refusal("joinRoom", joining())).isEqualTo("password-required");
            JsonNode joined = ada.answer("joinRoom", joining("personKey", ADAS_KEY), "roomJoined");
            assertThat(joined.path("state").path("self").path("role").asText()).isEqualTo("owner");
            assertThat(stranger.answer("joinRoom", joining("password", "cucumber"), "roomJoined")
                            .path("state")
                            .path("self")
                            .path("role")
                            .asText())
                    .isEqualTo("participant");
        }
    }

    @Test
    void passwordAndRolesAreFoundAgainAfterARestartAndInACopy() throws Exception {
        Path data = folder.resolve("data");
        int port = start(data);
        try (RawPeer ada = RawPeer.connect(port)) {
            ada.answer("joinRoom", joining("personKey", ADAS_KEY), "roomJoined");
            ada.answer("setPassword", "{\"password\":\"cucumber\"}", "roomSettingsChanged");
        }
        stop();

        int again = start(data);
        findsItsRoomAgain(again);
        Path copy = folder.resolve("copy.db");
        StringWriter out = new StringWriter();
        int code = ParleyCommand.create(
                        configuration -> {
                            throw new IOException("a copy is made without a server of its own");
                        },
                        Map.of("PARLEY_DATA_DIR", data.toString()),
                        Map.of())
                .setOut(new PrintWriter(out))
                .execute("backup", copy.toString());
        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo("copied " + data.resolve(StoredRooms.FILE) + " to " + copy + "\n");
        stop();

        Path restored = Files.createDirectory(folder.resolve("restored"));
        Files.move(copy, restored.resolve(StoredRooms.FILE));
        findsItsRoomAgain(start(restored));
    }

    @Test
    void aDamagedFileIsOneLineAndNoServer() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = data.resolve(StoredRooms.FILE);
        String content = "this was a database once, before the disk had its way with it\n".repeat(100);
        Files.writeString(file, content);

        Process refused = process(data);

        assertThat(refused.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(78);
        assertThat(folder.resolve("errors"))
                .content()
                .hasLineCount(1)
                .startsWith("parley: " + file + " is no database of Parley");
        assertThat(file).hasContent(content);
    }
}
