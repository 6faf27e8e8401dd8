package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.load.BadLine;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The desktop client where UDP is swallowed and TCP passes, as by a firewall: it finds the way over TCP by itself, at the
 * begin and in mid-call. The server is reached over relays only, one for each protocol.
 */
final class NativeFallbackIT {
    private static final double SECOND = 1e9; // ns

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("--workers", "1", "--rtc-host", "127.0.0.1", "--announce", LossyRelay.ADDRESS);

    @Test
    void whereUdpIsBlockedTheClientComesOverTcp() {
        try (LossyRelay udp = LossyRelay.begin(server.rtcAddress().getPort(), 1, BadLine.Conditions.GOOD);
                TcpRelay _ = TcpRelay.at(LossyRelay.ADDRESS, server.rtcAddress().getPort())) {
            udp.dark(true);
            try (NativeClient nils = NativeClient.joinSmall(server, "blocked", "Nils");
                    NativeClient olga = NativeClient.joinSmall(server, "blocked", "Olga", "--tcp")) {
                nils.awaitLine("joined");
                long joined = System.nanoTime();
                long first = nils.awaitNumbers("Olga", 30).getFirst().nanos();
                System.out.printf(
                        Locale.ROOT,
                        "UDP blocked from the begin: the first picture came over TCP %.1f s after joining%n",
                        Math.max(0, first - joined) / SECOND);
                olga.awaitNumbers("Nils", 30);
                assertThat(nils.leave()).isZero();

                assertThat(nils.statistics().at("/path").asText()).isEqualTo("TCP");
                assertThat(udp.lost()).as("what UDP was tried with").isPositive();
                assertThat(nils.lines()).doesNotContain("reconnecting");
            }
        }
    }

    @Test
    void whenUdpDiesInMidCallTheClientGoesOnOverTcp() {
        try (LossyRelay udp = LossyRelay.begin(server.rtcAddress().getPort(), 1, BadLine.Conditions.GOOD);
                TcpRelay _ = TcpRelay.at(LossyRelay.ADDRESS, server.rtcAddress().getPort());
                NativeClient olga = NativeClient.joinSmall(server, "dies", "Olga", "--tcp");
                NativeClient nils = NativeClient.joinSmall(server, "dies", "Nils")) {
            nils.awaitNumbers("Olga", 30);
            olga.awaitNumbers("Nils", 30);

            udp.dark(true);
            long died = System.nanoTime();
            nils.awaitLine("repairing");
            nils.awaitLine("joined again");
            double seconds = (System.nanoTime() - died) / SECOND;
            nils.awaitNumbers("Olga", 30);
            olga.awaitNumbers("Nils", 30);
            System.out.printf(Locale.ROOT, "UDP died in mid-call: media went on over TCP after %.1f s%n", seconds);
            assertThat(nils.leave()).isZero();

            assertThat(nils.statistics().at("/path").asText()).isEqualTo("TCP");
            assertThat(nils.lines()).as("the same stay in the room").doesNotContain("reconnecting");
        }
    }
}
