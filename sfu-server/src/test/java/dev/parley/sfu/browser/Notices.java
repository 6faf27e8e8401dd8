package dev.parley.sfu.browser;

import java.util.List;
import java.util.Set;

/** What the server told a client without being asked. */
final class Notices {
    /** Come as long as people talk and look, and tell nothing about what became of the call. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of("activeSpeaker", "audioLevels", "consumerLayersChanged", "consumerScore", "producerScore");

    private Notices() {}

    /** The types of everything that changes the call itself, in the order of arrival. */
    static List<String> aboutTheCall(ChromiumPage page) {
        return page.framesReceived().stream()
                // the answer to the client's own probe, which comes with time
                .filter(frame -> !frame.has("id"))
                .map(frame -> frame.path("type").asText())
                .filter(type -> !OF_THE_MOMENT.contains(type))
                .toList();
    }
}
