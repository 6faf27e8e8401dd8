package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The instruments tell a living call from a dead one: shown on a plain peer connection between two pages. */
final class InstrumentsIT {
    private static final String REMOTE = "#remote";

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @RegisterExtension
    static final Chromium counting = Chromium.withCamera(CounterClip::file);

    @RegisterExtension
    static final Firefox firefox = new Firefox();

    private static LocalPages pages = LocalPages.start();

    @BeforeAll
    static void servePages() {
        pages.with("/", Scripts.resource("plain/index.html")).with("/plain.js", Scripts.resource("plain/plain.js"));
    }

    @AfterAll
    static void closePages() {
        pages.close();
    }

    @Test
    void aLivingCallIsSeenAndHeard() {
        BrowserPage caller = chromium.newPage("caller");
        BrowserPage callee = chromium.newPage("callee");
        call(caller, callee);

        var instruments = new Instruments(callee);
        instruments.awaitPicture(REMOTE);
        instruments.awaitSound(REMOTE);
        assertThat(instruments.picture(REMOTE).deviation()).isGreaterThan(5);
        Instruments.Reception reception = instruments.reception(REMOTE);
        assertThat(reception.width()).isPositive();
        assertThat(reception.videoBytes()).isPositive();
        assertThat(reception.videoCodec()).startsWith("video/");
        assertThat(instruments.paths()).singleElement().satisfies(path -> {
            assertThat(path.state()).isEqualTo("connected");
            assertThat(path.protocol()).isEqualTo("udp");
            assertThat(path.dtlsState()).isEqualTo("connected");
            assertThat(path.srtpCipher()).isNotEmpty();
        });
        assertThat(instruments.sending()).extracting(Instruments.Sending::kind).containsOnly("audio", "video");
        assertThat(callee.complaints()).isEmpty();
    }

    @Test
    void aBlankedCameraIsBlackAndStillAndItsMicrophoneSilent() {
        BrowserPage caller = chromium.newPage("caller");
        BrowserPage callee = chromium.newPage("callee");
        call(caller, callee);
        var instruments = new Instruments(callee);
        instruments.awaitPicture(REMOTE);

        caller.evaluate("plain.blank()");

        Waits.until("black", () -> {
            Instruments.Picture picture = instruments.picture(REMOTE);
            return picture.mean() < 5 && picture.deviation() < 2 && picture.change() < 0.1;
        });
        long frames = instruments.reception(REMOTE).framesDecoded();
        Waits.until("silence", () -> {
            double before = instruments.reception(REMOTE).audioEnergy();
            long awaited = instruments.reception(REMOTE).audioBytes() + 500;
            Waits.until("audio packets", () -> instruments.reception(REMOTE).audioBytes() > awaited);
            return instruments.reception(REMOTE).audioEnergy() - before < 1e-7;
        });
        assertThat(instruments.reception(REMOTE).framesDecoded()).isGreaterThanOrEqualTo(frames);
    }

    @Test
    void theClipIsReadFrameByFrameOnTheOtherSide() {
        BrowserPage caller = counting.newPage("caller");
        BrowserPage callee = counting.newPage("callee");
        call(caller, callee);
        var instruments = new Instruments(callee);
        Waits.until("the first frames", () -> instruments.reception(REMOTE).framesDecoded() > 5);

        var counters = instruments.counters(REMOTE, 90);

        assertThat(counters).doesNotContain(-1);
        assertThat(CounterClip.progress(counters).largestStep()).isLessThan(CounterClip.FRAMES / 2);
        assertThat(CounterClip.progress(counters).sum()).isGreaterThan(45);
    }

    @Test
    void firefoxIsMeasuredWithTheSameInstruments() {
        BrowserPage caller = chromium.newPage("caller");
        BrowserPage callee = firefox.newPage("callee");
        call(caller, callee);

        for (BrowserPage page : new BrowserPage[] {caller, callee}) {
            var instruments = new Instruments(page);
            instruments.awaitPicture(REMOTE);
            instruments.awaitSound(REMOTE);
            assertThat(instruments.paths())
                    .singleElement()
                    .extracting(Instruments.Path::protocol)
                    .isEqualTo("udp");
        }
    }

    private static void call(BrowserPage caller, BrowserPage callee) {
        caller.open(pages.url("/"));
        callee.open(pages.url("/"));
        JsonNode offer = caller.evaluate("plain.offer()");
        JsonNode answer = callee.evaluate("plain.answer(" + offer + ")");
        caller.evaluate("plain.accept(" + answer + ")");
    }
}
