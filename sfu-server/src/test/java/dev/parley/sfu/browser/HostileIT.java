package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What strangers send to the server's ports does not touch a running call. */
final class HostileIT {
    private static final long SEED = 20_261_122;
    private static final int DATAGRAMS = 10_000;
    private static final int FRAMES = 500;
    /** Sent at one go before looking at the call again. */
    private static final int DATAGRAMS_AT_ONCE = 500;

    private static final int FRAMES_AT_ONCE = 50;

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void tenThousandMalformedDatagramsLeaveARunningCallUntouched() {
        var call = new RunningCall("datagrams");
        try (var hostile =
                new HostileDatagrams(server.rtcAddress(), call.told("usernameFragment"), call.sentSsrcs(), SEED)) {
            for (int sent = 0; sent < DATAGRAMS; sent += DATAGRAMS_AT_ONCE) {
                hostile.send(DATAGRAMS_AT_ONCE);
                call.goesOn();
            }
            hostile.sendOverTcp(50);
        }
        call.isUntouched();
    }

    @Test
    void fiveHundredHostileFramesLeaveARunningCallUntouched() {
        var call = new RunningCall("frames");
        var ids = Stream.of("peerId", "transportId", "producerId", "consumerId")
                .flatMap(field -> call.told(field).stream())
                .toList();
        try (var hostile = new HostileFrames(server.signaling(), ids, SEED)) {
            for (int sent = 0; sent < FRAMES; sent += FRAMES_AT_ONCE) {
                hostile.send(FRAMES_AT_ONCE);
                call.goesOn();
            }
        }
        call.isUntouched();
    }

    /** Anna and Bert, who see and hear each other all the while. */
    private static final class RunningCall {
        private final List<ChromiumPage> pages;
        private final List<Person> people;
        private final List<Long> freezesBefore;
        private final List<List<String>> framesBefore;

        RunningCall(String room) {
            pages = List.of(chromium.newPage("Anna"), chromium.newPage("Bert"));
            people = List.of(
                    Person.join(pages.get(0), server.room(room), "Anna"),
                    Person.join(pages.get(1), server.room(room), "Bert"));
            people.forEach(person -> person.awaitSeesAndHears(other(person)));
            freezesBefore = people.stream().map(this::freezes).toList();
            framesBefore = pages.stream().map(RunningCall::typesReceived).toList();
        }

        private Person other(Person person) {
            return people.get(person == people.get(0) ? 1 : 0);
        }

        private Instruments.Reception reception(Person person) {
            return person.instruments().reception(person.of(other(person).name()));
        }

        private long freezes(Person person) {
            return reception(person).freezes();
        }

        private static List<String> typesReceived(ChromiumPage page) {
            return page.framesReceived().stream()
                    .map(frame -> frame.path("type").asText())
                    .toList();
        }

        /** Every value of {@code field} that the server told the two, wherever it stood. */
        List<String> told(String field) {
            return pages.stream()
                    .flatMap(page -> page.framesReceived().stream())
                    .flatMap(frame -> frame.findValues(field).stream())
                    .map(JsonNode::asText)
                    .distinct()
                    .toList();
        }

        List<Long> sentSsrcs() {
            var ssrcs = new ArrayList<Long>();
            for (ChromiumPage page : pages) {
                page.evaluate("instruments.reports().then((reports) => reports.flat()"
                                + ".filter((stat) => stat.type === 'outbound-rtp').map((stat) => stat.ssrc))")
                        .forEach(ssrc -> ssrcs.add(ssrc.asLong()));
            }
            return ssrcs;
        }

        void goesOn() {
            people.forEach(person ->
                    person.instruments().awaitFrames(person.of(other(person).name()), 1));
        }

        void isUntouched() {
            assertThat(server.isAlive()).isTrue();
            people.forEach(person -> person.awaitSeesAndHears(other(person)));
            assertThat(people.stream().map(this::freezes).toList()).isEqualTo(freezesBefore);
            assertThat(pages.stream().map(RunningCall::typesReceived).toList()).isEqualTo(framesBefore);
            people.forEach(person ->
                    assertThat(person.others()).containsExactly(other(person).name()));
        }
    }
}
