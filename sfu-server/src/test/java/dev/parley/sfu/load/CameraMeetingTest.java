package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.signaling.VisibleProducer;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cameras with pictures that libvpx made, through a real server: each who watches gets the size that was asked for. */
final class CameraMeetingTest {
    private static final int PEOPLE = 4;

    private final ParleyServer server = new ParleyServer(ServerConfiguration.builder()
            .httpHost("127.0.0.1")
            .httpPort(0)
            .rtcHost("127.0.0.1")
            .rtcPort(0)
            .workers(1)
            .announce(List.of("127.0.0.1"))
            .build());

    private final List<LoadPeer> peers = new ArrayList<>();
    private final List<String> cameras = new ArrayList<>();
    private final List<LoadTransport> receiving = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private LoadSettings settings() {
        return LoadSettings.of(URI.create("http://127.0.0.1:" + server.httpPort() + "/"));
    }

    private void meet(LoadClient client, boolean simulcast) throws IOException {
        List<LoadTransport> transports = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            LoadPeer peer = client.joinWithCamera("cameras");
            LoadTransport out = peer.connect(TransportDirection.SEND);
            cameras.add(peer.publishCamera(out, simulcast));
            peers.add(peer);
            transports.add(out);
        }
        for (LoadPeer peer : peers) {
            receiving.add(peer.connect(TransportDirection.RECV));
        }
        transports.addAll(receiving);
        client.awaitConnected(transports);
        for (int i = 0; i < PEOPLE; i++) {
            peers.get(i).view(receiving.get(i), layout(i));
        }
        client.startSending();
    }

    /** Everyone has the next one large. */
    private List<VisibleProducer> layout(int viewer) {
        List<VisibleProducer> layout = new ArrayList<>();
        for (int i = 1; i < PEOPLE; i++) {
            String camera = cameras.get((viewer + i) % PEOPLE);
            layout.add(i == 1 ? new VisibleProducer(camera, 1280, 720) : new VisibleProducer(camera, 320, 180));
        }
        return layout;
    }

    private static void awaitViews(LoadClient client, String what, Views condition) throws IOException {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> condition.hold(client.views()));
        assertThat(client.views()).allMatch(view -> view.unusable() == 0);
    }

    private interface Views {
        boolean hold(List<View> views);
    }

    @Test
    void everyoneGetsOneLargePictureAndTheOthersSmall() throws IOException {
        try (LoadClient client = new LoadClient(settings())) {
            meet(client, true);

            awaitViews(
                    client,
                    "large and small",
                    views -> views.stream()
                            .allMatch(view -> view.height() == view.wantedHeight() && view.pictures() > 0));

            assertThat(client.views()).hasSize(PEOPLE * (PEOPLE - 1));
            client.startWindow();
            awaitViews(client, "more of it", views -> views.stream().allMatch(view -> view.pictures() > 15));
            assertThat(client.views())
                    .filteredOn(view -> view.wantedHeight() == 180)
                    .allSatisfy(view -> assertThat(view.height()).isEqualTo(180))
                    .allSatisfy(view -> assertThat(view.bytes()).isPositive());
        }
    }

    @Test
    void withoutSimulcastEveryoneGetsWhatThereIs() throws IOException {
        try (LoadClient client = new LoadClient(settings())) {
            meet(client, false);

            awaitViews(
                    client,
                    "the only size",
                    views -> views.stream().allMatch(view -> view.height() == 720 && view.pictures() > 15));
        }
    }

    @Test
    void onANarrowLineTheLargePictureGivesWay() throws IOException {
        // Three small pictures and their headers take 350 kbit/s, a large one 1.2 Mbit/s.
        BadLine.Conditions line = BadLine.Conditions.GOOD.delayed(10, 0).carrying(900_000, 300);
        try (LoadClient client = new LoadClient(settings().withLine(line))) {
            meet(client, true);

            awaitViews(client, "pictures of all", views -> views.stream().allMatch(view -> view.pictures() > 15));

            client.startWindow();
            awaitViews(client, "more of them", views -> views.stream().allMatch(view -> view.pictures() > 30));
            assertThat(client.views()).allMatch(view -> view.height() < 720);
        }
    }

    @Test
    void whatWasLostIsRepaired() throws IOException {
        BadLine.Conditions line = BadLine.Conditions.GOOD.losing(0.05).delayed(10, 0);
        try (LoadClient client = new LoadClient(settings().withLine(line))) {
            meet(client, true);

            awaitViews(client, "pictures", views -> views.stream().allMatch(view -> view.pictures() > 0));
            client.startWindow();

            awaitViews(client, "more of them", views -> views.stream().allMatch(view -> view.pictures() > 60));
        }
    }
}
