package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several desktop clients and a browser in one room, coming and going; and the codec in pure Java. */
final class NativeRoomIT {
    private static final int NUMBERS = 30;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(CounterClip::file);

    @Test
    void threeClientsAndABrowser() {
        try (NativeClient nils = NativeClient.joinSmall(server, "four", "Nils");
                NativeClient olga = NativeClient.joinSmall(server, "four", "Olga")) {
            nils.awaitNumbers("Olga", NUMBERS);
            Person anna = Person.join(chromium.newPage("Anna"), server.room("four"), "Anna");
            try (NativeClient late = NativeClient.joinSmall(server, "four", "Late")) {
                for (String other : new String[] {"Nils", "Olga", "Anna"}) {
                    late.awaitNumbers(other, NUMBERS);
                }
                nils.awaitNumbers("Late", NUMBERS);
                nils.awaitNumbers("Anna", NUMBERS);
                anna.awaitOthers("Nils", "Olga", "Late");
                anna.instruments().awaitPicture(anna.of("Late"));

                assertThat(late.leave()).isZero();
                anna.awaitOthers("Nils", "Olga");
                olga.awaitLine("removed Late");
            }
            try (NativeClient again = NativeClient.joinSmall(server, "four", "Late")) {
                again.awaitNumbers("Olga", NUMBERS);
                nils.awaitNumbers("Late", NUMBERS);
            }
        }
    }

    @Test
    void pureJavaShowsAndIsShown() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("java"), "Anna");
        try (NativeClient jan = NativeClient.joinSmall(server, "java", "Jan", "--vp8", "jcodec")) {
            Waits.until("Anna sees Jan", () -> anna.others().contains("Jan"));
            anna.instruments().awaitPicture(anna.of("Jan"));
            assertThat(anna.instruments().counters(anna.of("Jan"), 5)).doesNotContain(-1);
            jan.awaitNumbers("Anna", 5);
            assertThat(jan.leave()).isZero();
            assertThat(jan.statistics().at("/own/video/codec").asText()).containsIgnoringCase("jcodec");
        }
    }

    @Test
    void aServerOfTheBaseProtocolWillDo() {
        try (BaseOnlyServer base = new BaseOnlyServer(server.signaling());
                NativeClient nils = NativeClient.joinSmall(server, "base", "Nils", "--server", base.root());
                NativeClient olga = NativeClient.joinSmall(server, "base", "Olga", "--server", base.root())) {
            // Nobody has a name there.
            nils.awaitNumbers("", NUMBERS);
            olga.awaitNumbers("", NUMBERS);
            nils.type("camera off");
            nils.type("camera on");
            olga.awaitNumbers("", NUMBERS);
            assertThat(nils.leave()).isZero();
            olga.awaitLine("removed ");
        }
    }

    @Test
    void clientsComeBackWhenTheServerIsStartedAgain() {
        try (RunningServer restarted = RunningServer.with().start("NativeRestart")) {
            try (NativeClient nils = NativeClient.joinSmall(restarted, "restart", "Nils");
                    NativeClient olga = NativeClient.joinSmall(restarted, "restart", "Olga")) {
                nils.awaitNumbers("Olga", NUMBERS);
                assertThat(restarted.stop()).isZero();
                nils.awaitLine("reconnecting");

                restarted.startAgain();

                nils.awaitLine("joined again");
                olga.awaitLine("joined again");
                nils.awaitNumbers("Olga", NUMBERS);
                olga.awaitNumbers("Nils", NUMBERS);
            }
        }
    }
}
