package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a network lets nothing through but one TCP port: pages, signaling and media over that one. */
final class OneTcpPortIT {
    @Order(1)
    @RegisterExtension
    static final RunningServer server = RunningServer.overTls("--no-udp");

    @Order(2)
    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices().trusting(server::authorityKeyHash);

    @Test
    void twoPeopleSeeAndHearEachOtherThroughThePortOfThePages() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("one"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("one"), "Bert");

        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);
        for (Person person : List.of(anna, bert)) {
            assertThat(person.instruments().paths()).hasSize(2).allSatisfy(path -> {
                assertThat(path.protocol()).isEqualTo("tcp");
                assertThat(path.remotePort()).isEqualTo(server.httpPort());
            });
        }
    }
}
