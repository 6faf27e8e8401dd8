package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.srtp.SrtpProfile;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadClientTest {
    private static final int LISTENERS = 2;

    private ParleyServer server = server();

    ServerConfiguration.Builder configuration() {
        return ServerConfiguration.builder()
                .httpHost("127.0.0.1")
                .httpPort(0)
                .rtcHost("127.0.0.1")
                .rtcPort(0)
                .workers(1)
                .announce(List.of("127.0.0.1"));
    }

    private ParleyServer server() {
        return new ParleyServer(configuration().build());
    }

    @BeforeEach
    void startServer() throws IOException {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private LoadClient client(SrtpProfile profile) throws IOException {
        return new LoadClient(LoadSettings.of(URI.create("http://127.0.0.1:" + server.httpPort() + "/"))
                .withProfiles(List.of(profile))
                .withSampleEvery(1));
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void whatOneSendsTwoReceiveWholeAndAuthentic(SrtpProfile profile) throws IOException {
        try (LoadClient client = client(profile)) {
            LoadPeer sender = client.join("load");
            LoadTransport out = sender.connect(TransportDirection.SEND);
            sender.publish(out, StreamShape.video(90, 1100));
            sender.publish(out, StreamShape.speech());
            List<LoadTransport> transports = new ArrayList<>(List.of(out));
            for (int i = 0; i < LISTENERS; i++) {
                LoadPeer listener = client.join("load");
                assertThat(listener.producersThere()).hasSize(2);
                LoadTransport in = listener.connect(TransportDirection.RECV);
                for (String producer : listener.producersThere()) {
                    listener.subscribe(in, producer);
                }
                transports.add(in);
            }
            client.awaitConnected(transports);
            assertThat(transports)
                    .allSatisfy(transport ->
                            assertThat(transport.connected().join()).isEqualTo(profile));
            client.startSending();
            awaitReceived(client, 1);
            client.startWindow();

            LoadReport report = awaitReceived(client, 200);

            assertThat(report.streams()).isEqualTo(2 * LISTENERS);
            assertThat(report.blemishes()).isEmpty();
            assertThat(report.decrypted()).isPositive();
            assertThat(report.latencyP50Nanos()).isPositive().isLessThanOrEqualTo(report.latencyP99Nanos());
        }
    }

    @Test
    void aVideoThatIsNotOnTheScreenIsNotSentAndComesBackWhenItIs() throws IOException {
        try (LoadClient client = client(SrtpProfile.AEAD_AES_128_GCM)) {
            LoadPeer sender = client.join("layout");
            LoadTransport out = sender.connect(TransportDirection.SEND);
            String video = sender.publish(out, StreamShape.video(90, 1100));
            sender.publish(out, StreamShape.speech());
            LoadPeer listener = client.join("layout");
            LoadTransport in = listener.connect(TransportDirection.RECV);
            for (String producer : listener.producersThere()) {
                listener.subscribe(in, producer);
            }
            client.awaitConnected(List.of(out, in));
            client.startSending();
            awaitReceived(client, 1);

            listener.show(List.of());
            client.startWindow();
            awaitAnyReceived(client, 20); // what was on its way
            client.startWindow();

            assertThat(awaitAnyReceived(client, 60).silentStreams()).isEqualTo(1);

            client.startWindow();
            listener.show(List.of(video));
            assertThat(awaitReceived(client, 60).keyFrameRequests()).isPositive();
        }
    }

    private static LoadReport awaitAnyReceived(LoadClient client, long packets) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(client::report, report -> report.received() >= packets);
    }

    /** Waits until every stream has come and they have that many packets together. */
    private static LoadReport awaitReceived(LoadClient client, long packets) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(client::report, report -> report.silentStreams() == 0 && report.received() >= packets);
    }

    @Test
    void aRefusedRequestSaysWhatAndWhy() throws IOException {
        try (LoadClient client = client(SrtpProfile.AEAD_AES_128_GCM)) {
            LoadPeer peer = client.join("load");
            LoadTransport in = peer.connect(TransportDirection.RECV);

            assertThatThrownBy(() -> peer.publish(in, StreamShape.speech()))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("produce was refused")
                    .hasMessageContaining("forbidden");
        }
    }

    @Test
    void aServerThatIsNotThereIsOneLine() {
        server.close();
        server = server();

        assertThatThrownBy(() -> {
                    try (LoadClient client = new LoadClient(LoadSettings.of(URI.create("http://127.0.0.1:1/")))) {
                        client.join("load");
                    }
                })
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("there was no connection to ws://127.0.0.1:1/");
    }
}
