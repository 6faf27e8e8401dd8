package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Before a call one can test the line to the server, and is told what it means. */
final class ConnectionTestIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final RunningServer tcpOnly = RunningServer.with("--no-udp");

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void bothWaysAreTestedAndTheLineIsReady() {
        Person anna = tested(server);
        assertThat(anna.textOf("connection-udp")).contains("works", "nothing lost");
        assertThat(anna.textOf("connection-tcp")).contains("works", "nothing lost");
    }

    @Test
    void aWayThatTheServerDoesNotOfferIsSaidToBeSo() {
        Person bert = tested(tcpOnly);
        assertThat(bert.textOf("connection-udp")).contains("not offered");
        assertThat(bert.textOf("connection-tcp")).contains("works");
    }

    private static Person tested(RunningServer server) {
        BrowserPage page = chromium.newPage("Tester");
        Person person = Person.open(page, server.room("later"), "Tester");
        page.click("test-connection");
        Waits.until(
                "the test says what it means",
                () -> person.textOf("connection-verdict").contains("ready for calls"));
        return person;
    }
}
