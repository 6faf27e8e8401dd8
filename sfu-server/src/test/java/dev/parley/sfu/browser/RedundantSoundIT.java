package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.load.BadLine;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where much is lost, sound is repeated both ways, between real Chromium and the server, and nothing sounds the worse. */
@ExtendWith(StolenTime.class)
final class RedundantSoundIT {
    private static final long SEED = 5;

    /** Between once and twice what a packet of sound had before. */
    private static final double REPEATED = 1.5;

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("--workers", "1", "--rtc-host", "127.0.0.1", "--announce", LossyRelay.ADDRESS);

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    /** The sound of a page since it began: bytes are without headers. */
    private record Sound(long sentPackets, long sentBytes, long packets, long bytes, double samples, double concealed) {
        static Sound of(Person person) {
            return person.instruments().read("""
                    instruments.reports().then((reports) => {
                      const all = reports.flat();
                      const sent = all.find((stat) => stat.type === "outbound-rtp" && stat.kind === "audio") || {};
                      const received = all.find((stat) => stat.type === "inbound-rtp" && stat.kind === "audio") || {};
                      return {
                        sentPackets: sent.packetsSent || 0,
                        sentBytes: sent.bytesSent || 0,
                        packets: received.packetsReceived || 0,
                        bytes: received.bytesReceived || 0,
                        samples: received.totalSamplesReceived || 0,
                        concealed: received.concealedSamples || 0,
                      };
                    })""", Sound.class);
        }

        /** What comes of a second or two from now on. */
        static Sound ofSome(Person person, int packets) {
            Sound from = of(person);
            Waits.until("some sound", () -> {
                Sound now = of(person);
                return now.packets > from.packets + packets && now.sentPackets > from.sentPackets + packets;
            });
            Sound until = of(person);
            return new Sound(
                    until.sentPackets - from.sentPackets,
                    until.sentBytes - from.sentBytes,
                    until.packets - from.packets,
                    until.bytes - from.bytes,
                    until.samples - from.samples,
                    until.concealed - from.concealed);
        }

        double sentPerPacket() {
            return (double) sentBytes / sentPackets;
        }

        double receivedPerPacket() {
            return (double) bytes / packets;
        }
    }

    @Test
    void chromiumAndTheServerRepeatWhatWasSaidOnALineThatLosesMuch() {
        try (LossyRelay relay =
                LossyRelay.begin(server.rtcAddress().getPort(), SEED, BadLine.Conditions.GOOD.delayed(20, 0))) {
            relay.spareNewcomers(true);
            try (NativeClient nils = NativeClient.join(server, "lossy", "Nils", "--camera", "none")) {
                nils.awaitLine("joined");
                relay.spareNewcomers(false);
                Person anna = Person.join(chromium.newPage("Anna"), server.room("lossy"), "Anna");
                anna.toggleCamera();
                Waits.until("Anna is shown a tile of Nils", () -> anna.others().contains("Nils"));
                anna.instruments().awaitSound(anna.of("Nils"));
                Sound once = Sound.ofSome(anna, 100);

                relay.become(BadLine.Conditions.GOOD.delayed(20, 0).losing(0.15));
                Waits.until(
                        "Anna repeats what she says",
                        () -> Sound.ofSome(anna, 50).sentPerPacket() > REPEATED * once.sentPerPacket());
                Waits.until(
                        "the server repeats what she is to hear",
                        () -> Sound.ofSome(anna, 50).receivedPerPacket() > REPEATED * once.receivedPerPacket());
                Sound twice = Sound.ofSome(anna, 200);

                double concealed = twice.concealed / twice.samples;
                System.out.printf(
                        Locale.ROOT,
                        "15 %% lost: bytes in a packet sent %.0f, then %.0f, received %.0f, then %.0f; %.1f %% of the sound"
                                + " concealed in Chromium%n",
                        once.sentPerPacket(),
                        twice.sentPerPacket(),
                        once.receivedPerPacket(),
                        twice.receivedPerPacket(),
                        100 * concealed);
                assertThat(concealed).isLessThan(0.1);
                assertThat(anna.page().complaints()).isEmpty();
                assertThat(nils.leave()).isZero();
                assertThat(nils.statistics().at("/remote").findValuesAsText("kind"))
                        .contains("audio");
            }
        }
    }
}
