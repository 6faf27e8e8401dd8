package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way to the server breaks and comes back: people are told, and the call goes on by itself. */
final class SignalingDropIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    private final TcpRelay relay = TcpRelay.to(server.httpPort());

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    @Test
    void someoneWhoseSignalingDropsForLongIsToldAndComesBackAsSomebodyNew() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("drop"), "Anna");
        Person bert = Person.join(
                chromium.newPage("Bert"),
                relay.root().resolve("/r/" + server.nameOf("drop")).toString(),
                "Bert");
        anna.awaitSeesAndHears(bert);
        String before = anna.of("Bert");

        relay.cut();
        bert.awaitState("resuming");
        bert.awaitShown("connection-banner");
        assertThat(anna.others()).as("the place is kept for a while").containsExactly("Bert");
        anna.awaitSeesAndHears(bert);
        bert.awaitState("reconnecting");
        assertThat(bert.textOf("connection-banner")).contains("connection was lost");
        anna.awaitOthers();

        relay.mend();
        bert.awaitState("joined");
        bert.awaitSeesAndHears(anna);
        anna.awaitOthers("Bert");
        anna.awaitSeesAndHears(bert);
        assertThat(anna.of("Bert")).isNotEqualTo(before);
    }

    @Test
    void aServerThatIsToldToEndDoesSoWithPeopleInACallAndTheyAreTold() {
        try (RunningServer ending = RunningServer.with().start("ending")) {
            Person anna = Person.join(chromium.newPage("Anna"), ending.room("end"), "Anna");
            Person bert = Person.join(chromium.newPage("Bert"), ending.room("end"), "Bert");
            anna.awaitSees(bert);

            assertThat(ending.stop()).isZero();

            anna.awaitState("reconnecting");
            bert.awaitShown("connection-banner");
        }
    }
}
