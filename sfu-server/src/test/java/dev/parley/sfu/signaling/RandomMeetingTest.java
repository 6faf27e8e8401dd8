package dev.parley.sfu.signaling;

import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in a meeting, everybody in it sees the same, and nobody can do what the roles do not allow. */
class RandomMeetingTest {
    private static final int EVENTS = 200;

    @TempDir
    private Path data;

    private ParleyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ParleyServer(ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .workers(1)
                .dataDir(data)
                .arrivalsPerSecond(10_000)
                .announce(List.of("127.0.0.1"))
                .build());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 8})
    void allSeeTheSameAfterEachOf200Events(long seed) {
        try (RandomMeeting meeting = new RandomMeeting(server.httpPort(), "random", seed)) {
            meeting.begin();
            meeting.run(EVENTS);
        }
    }
}
