package dev.parley.sfu.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.cost.CopyMeter.Counts;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.LoadTransport;
import dev.parley.sfu.load.StreamShape;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.assertj.core.api.Assumptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How often the payload of a packet is copied from the socket that it is read from to where the kernel takes it. */
@EnabledOnOs(OS.LINUX) // elsewhere packets leave through Netty, one by one
class ForwardingCopiesTest {
    private static final int LISTENERS = 5;
    private static final int PACKETS = 300;

    private record Run(LoadReport report, Counts counts) {}

    private static Run forwarded(Path data, boolean openSsl) throws Exception {
        Class<?> type = new MeteredClasses().loadClass(MeteredServer.class.getName());
        Object server = type.getConstructor(Path.class, boolean.class).newInstance(data, openSsl);
        try (AutoCloseable _ = (AutoCloseable) server;
                LoadClient client = new LoadClient(
                        LoadSettings.of(URI.create("http://127.0.0.1:" + ((IntSupplier) server).getAsInt() + "/"))
                                .withProfiles(List.of(SrtpProfile.AEAD_AES_128_GCM)))) {
            fill(client);
            flow(client);
            CopyMeter.begin();
            client.startWindow();
            flow(client);
            return new Run(client.report(), CopyMeter.end());
        }
    }

    private static void fill(LoadClient client) throws Exception {
        LoadPeer sender = client.join("copies");
        LoadTransport out = sender.connect(TransportDirection.SEND);
        String video = sender.publish(out, StreamShape.video(600, 1_100));
        List<LoadTransport> transports = new ArrayList<>(List.of(out));
        for (int i = 0; i < LISTENERS; i++) {
            LoadPeer listener = client.join("copies");
            LoadTransport in = listener.connect(TransportDirection.RECV);
            listener.subscribe(in, video);
            transports.add(in);
        }
        client.awaitConnected(transports);
    }

    /** Until all that was sent has arrived, so that nothing is on its way when counting begins or ends. */
    private static void flow(LoadClient client) throws Exception {
        long before = client.report().sent();
        client.startSending();
        Awaitility.await().until(() -> client.report().sent() >= before + PACKETS);
        client.stopSending();
        long received = client.report().sent() * LISTENERS;
        Awaitility.await().until(() -> client.report().received() >= received);
    }

    /** Each packet read is taken out of the socket's buffer, kept for retransmission, and kept until all was read. */
    private static Map<String, Long> inJava(LoadReport report) {
        Map<String, Long> copies = new TreeMap<>();
        copies.put("ReceivedMessages", report.sent());
        copies.put("RetransmissionBuffer", report.sent());
        copies.put("BurstPacket", report.sent());
        copies.put("PacketBuilder", report.received());
        return copies;
    }

    private static void assertNothingElseMovesPayloads(Run run) {
        assertThat(run.report.received()).isEqualTo(LISTENERS * run.report.sent());
        assertThat(run.report.isClean()).as(run.report.blemishes()).isTrue();
        // What is done less than once for each packet read is done for something else.
        Map<String, Long> unknown = new TreeMap<>(run.counts.unknown());
        unknown.values().removeIf(count -> count < run.report.sent());
        assertThat(unknown).as("calls that MeteredClasses has to be told of").isEmpty();
        // Headers and numbers are some fifty bytes; a loop over a payload would be a thousand.
        assertThat(run.counts.single() / run.report.received()).isLessThan(100);
    }

    @Test
    void withOpenSslAPacketIsCopiedFiveTimesWhenItComesAndTwiceForEachWhoGetsIt(@TempDir Path data) throws Exception {
        Assumptions.assumeThat(SrtpCiphers.best()).isNotEqualTo(SrtpCiphers.JDK);

        Run run = forwarded(data, true);

        Map<String, Long> copies = inJava(run.report);
        // To OpenSSL and back for each that comes; for each that leaves, straight to where it leaves from.
        copies.put("NativeScratch", 2 * run.report.sent());
        copies.put("OpenSslAead", run.report.received());
        assertThat(run.counts.copies()).isEqualTo(copies);
        assertNothingElseMovesPayloads(run);
    }

    @Test
    void withoutOpenSslItIsCopiedThreeTimesWhenItComesAndTwiceForEachWhoGetsIt(@TempDir Path data) throws Exception {
        Run run = forwarded(data, false);

        Map<String, Long> copies = inJava(run.report);
        // The JDK's cipher works in place; then the packet goes to where it leaves from.
        copies.put("Aead", run.report.received());
        assertThat(run.counts.copies()).isEqualTo(copies);
        assertNothingElseMovesPayloads(run);
    }
}
