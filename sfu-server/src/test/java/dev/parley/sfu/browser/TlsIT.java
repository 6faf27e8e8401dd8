package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages and signaling over TLS with an authority of the server's own; media goes over UDP as ever. */
final class TlsIT {
    @Order(1)
    @RegisterExtension
    static final RunningServer server = RunningServer.overTls();

    @Order(2)
    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices().trusting(server::authorityKeyHash);

    @Test
    void twoPeopleSeeAndHearEachOther() {
        assertThat(server.room("tls")).startsWith("https://");
        Person anna = Person.join(chromium.newPage("Anna"), server.room("tls"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("tls"), "Bert");

        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);
        assertThat(anna.instruments().paths())
                .extracting(Instruments.Path::protocol)
                .containsOnly("udp");
        assertThat(anna.page().complaints()).isEmpty();
    }
}
