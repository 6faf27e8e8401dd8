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

    /**
     * Notes every change of a connection's or the call's state from now on. How smooth the picture is tells nothing here:
     * it depends on what else the machine does.
     */
    private static final String NOTE_TROUBLE = """
            (() => {
              window.trouble = [];
              for (const connection of instruments.connections()) {
                for (const state of ["connectionState", "iceConnectionState"]) {
                  connection.addEventListener(state.toLowerCase() + "change", () => trouble.push(connection[state]));
                }
              }
              const call = document.querySelector('[data-testid="call"]');
              new MutationObserver(() => trouble.push(call.dataset.state))
                .observe(call, { attributeFilter: ["data-state"] });
            })()
            """;

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
        private final List<List<String>> noticesBefore;
        private final List<List<String>> streamsBefore;

        RunningCall(String room) {
            pages = List.of(chromium.newPage("Anna"), chromium.newPage("Bert"));
            people = List.of(
                    Person.join(pages.get(0), server.room(room), "Anna"),
                    Person.join(pages.get(1), server.room(room), "Bert"));
            people.forEach(person -> person.awaitSeesAndHears(other(person)));
            pages.forEach(page -> page.evaluate(NOTE_TROUBLE));
            noticesBefore = pages.stream().map(Notices::aboutTheCall).toList();
            streamsBefore = pages.stream().map(RunningCall::streams).toList();
        }

        private Person other(Person person) {
            return people.get(person == people.get(0) ? 1 : 0);
        }

        /** The RTP streams sent and received, which a connection made anew would replace. */
        private static List<String> streams(ChromiumPage page) {
            return strings(
                    page,
                    "instruments.reports().then((reports) => reports.flat()"
                            + ".filter((stat) => ['inbound-rtp', 'outbound-rtp'].includes(stat.type))"
                            + ".map((stat) => stat.id).sort())");
        }

        private static List<String> strings(ChromiumPage page, String expression) {
            var values = new ArrayList<String>();
            page.evaluate(expression).forEach(value -> values.add(value.asText()));
            return values;
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
            assertThat(pages)
                    .allSatisfy(page -> assertThat(strings(page, "trouble")).isEmpty());
            assertThat(pages.stream().map(RunningCall::streams).toList()).isEqualTo(streamsBefore);
            assertThat(pages.stream().map(Notices::aboutTheCall).toList()).isEqualTo(noticesBefore);
            people.forEach(person ->
                    assertThat(person.others()).containsExactly(other(person).name()));
        }
    }
}
