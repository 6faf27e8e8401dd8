package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.worker.WorkerFigures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The same with a room on two Workers, over real sockets; and that it is on two. */
class SpreadRoomTest extends LoadClientTest {
    private static final int LISTENERS = 6;

    @Override
    ServerConfiguration.Builder configuration() {
        return super.configuration().workers(2).roomSpread(RoomSpread.ALWAYS);
    }

    @Test
    void halfOfThoseWhoReceiveAreOnEachWorkerAndAllThatIsSentCrossesOnce() throws IOException {
        try (ParleyServer server = new ParleyServer(configuration().build())) {
            server.start();
            try (LoadClient client =
                    new LoadClient(LoadSettings.of(URI.create("http://127.0.0.1:" + server.httpPort() + "/"))
                            .withSampleEvery(1))) {
                LoadPeer sender = client.join("spread");
                LoadTransport out = sender.connect(TransportDirection.SEND);
                sender.publish(out, StreamShape.video(90, 1100));
                List<LoadTransport> transports = new ArrayList<>(List.of(out));
                for (int i = 0; i < LISTENERS; i++) {
                    LoadPeer listener = client.join("spread");
                    LoadTransport in = listener.connect(TransportDirection.RECV);
                    listener.subscribe(in, listener.producersThere().getFirst());
                    transports.add(in);
                }
                client.awaitConnected(transports);
                client.startSending();
                client.startWindow();
                LoadReport report = Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(client::report, now -> now.silentStreams() == 0 && now.received() >= 600);
                assertThat(report.blemishes()).isEmpty();

                List<WorkerFigures> workers = figures(server);
                assertThat(workers).extracting(WorkerFigures::consumers).containsExactly(3, 3);
                WorkerFigures home = workers.stream()
                        .filter(each -> each.producers() == 1)
                        .findFirst()
                        .orElseThrow();
                assertThat(home.counts().piped()).isBetween(report.received() / LISTENERS, report.received());
                assertThat(home.counts().drops()).containsEntry("PIPE_FULL", 0L);
                assertThat(workers).extracting(each -> each.counts().piped()).contains(0L);
            }
        }
    }

    private static List<WorkerFigures> figures(ParleyServer server) {
        List<CompletableFuture<WorkerFigures>> asked = new ArrayList<>();
        server.workers().forEach(worker -> {
            CompletableFuture<WorkerFigures> answer = new CompletableFuture<>();
            asked.add(answer);
            server.execute(() -> {
                var _ = worker.figures().thenAccept(answer::complete);
            });
        });
        return asked.stream()
                .map(each -> each.orTimeout(20, TimeUnit.SECONDS).join())
                .toList();
    }
}
