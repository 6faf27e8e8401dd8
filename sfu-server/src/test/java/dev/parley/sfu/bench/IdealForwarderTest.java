package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.load.ForwardedRoom;
import dev.parley.sfu.load.ForwardedRoom.Seat;
import dev.parley.sfu.load.ForwarderKeys;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;

final class IdealForwarderTest {
    @Test
    void itIsToldWhoSitsWhere() {
        assertThat(IdealForwarder.lines(List.of(List.of(new Seat(7, 0), new Seat(0, 8)), List.of(new Seat(9, 10)))))
                .isEqualTo("0 7 0\n0 0 8\n1 9 10\n");
    }

    @Test
    void whatItForwardsArrivesOnceWithEveryoneElseAndIsAuthentic() throws IOException {
        Optional<CompiledProgram> program = IdealForwarder.compiled();
        Assumptions.assumeThat(program).as("gcc and OpenSSL").isPresent();
        ForwarderKeys keys = new ForwarderKeys(new SecureRandom());
        LoadSettings settings = LoadSettings.of(URI.create("http://127.0.0.1/")).withSampleEvery(1);
        try (CompiledProgram compiled = program.get();
                IdealForwarder forwarder = new IdealForwarder(compiled, keys);
                LoadClient client = new LoadClient(settings)) {
            List<StreamShape> tracks = List.of(StreamShape.video(300, 1_100), StreamShape.speech());
            ForwardedRoom room = new ForwardedRoom(client, forwarder.address(), keys);
            ForwardedRoom other = new ForwardedRoom(client, forwarder.address(), keys);
            forwarder.begin(List.of(room.fill(2, 1, tracks), other.fill(1, 2, tracks)));
            client.startWindow();
            client.startSending();
            awaitReceived(client, 1_000);
            client.stopSending();
            awaitReceived(client, client.report().sent() * 2);
            LoadReport report = client.report();

            // Each of the two publishers reaches the other and the listener; that of the other room its two listeners.
            assertThat(report.received()).isEqualTo(2 * report.sent());
            assertThat(report.streams()).isEqualTo(2 * (1 + 1 + 2) + 2 * 2);
            assertThat(report.decrypted()).isEqualTo(report.received());
            assertThat(report.blemishes()).isEmpty();
            assertThat(report.latencyP50Nanos()).isBetween(1_000L, 1_000_000_000L);
        }
    }

    private static void awaitReceived(LoadClient client, long packets) throws IOException {
        for (int i = 0; i < 1_000 && client.report().received() < packets; i++) {
            Pause.of(Duration.ofMillis(10));
        }
    }
}
