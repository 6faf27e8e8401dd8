package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a network lets no UDP through, the call goes over ICE-TCP. */
final class TcpOnlyIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("--no-udp");

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void twoPeopleSeeAndHearEachOtherOverTcp() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("tcp"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("tcp"), "Bert");

        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);

        for (Person person : List.of(anna, bert)) {
            assertThat(person.instruments().paths())
                    .hasSize(2)
                    .extracting(Instruments.Path::protocol)
                    .containsOnly("tcp");
        }
    }
}
