package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layers of every codec that a client in a browser can code in them: the picture follows what is preferred. */
@ExtendWith(StolenTime.class)
@Tag("alone")
final class ScalabilityIT {
    private static final int WIDTH = 960;

    /** No picture for longer than this is a freeze that somebody would speak of; of ten pictures a second. */
    private static final long LONGEST_STANDSTILL_MILLIS = 1_000;

    /** Of the ten a second that the camera takes, on a machine that codes them in software. */
    private static final double FEWEST_PICTURES_A_SECOND = 4;

    private static final LocalPages pages = BaseClient.serve();

    @RegisterExtension
    @Order(1)
    static final RunningServer server = RunningServer.with("--allowed-origins", pages.origin());

    @RegisterExtension
    @Order(2)
    static final Chromium chromium = Chromium.withLargeCamera(10);

    @AfterAll
    static void closePages() {
        pages.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            video/VP9  | L3T3_KEY       | svc       | L3T3_KEY
            video/AV1  | L3T3           | svc       | L3T3
            video/VP9  | L3T3           | svc       | L3T3
            video/AV1  | L3T3_KEY       | svc       | L3T3_KEY
            video/H264 | L1T3,L1T3,L1T3 | simulcast | L3T3
            """)
    void thePictureFollowsWhatIsPreferredAndGoesOn(String codec, String modes, String type, String mode)
            throws IOException {
        String room = (codec + " " + modes).replace('/', '-').replace(',', '-');
        BaseClient anna =
                BaseClient.joinWithLayers(chromium.newPage("anna"), pages, server.signaling(), room, codec, modes);
        anna.peerId();
        BaseClient bert = BaseClient.watch(chromium.newPage("bert"), pages, server.signaling(), room);
        Watcher watcher = new Watcher(bert, anna.peerId());
        bert.instruments().awaitPicture(watcher.container);
        assertThat(watcher.consumed("consumerType")).isEqualTo(type);
        assertThat(watcher.reception().videoCodec()).isEqualToIgnoringCase(codec);

        watcher.awaitWidth(WIDTH);
        watcher.begin();
        for (int layer : new int[] {0, 2, 1, 2}) {
            watcher.prefer(layer);
            watcher.awaitWidth(WIDTH >> (2 - layer));
            watcher.watchFor(1_500);
        }

        String report = codec + " " + modes + ": " + watcher.report();
        Files.writeString(
                Evidence.logs().resolve("scalability.txt"),
                report + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertThat(watcher.layersTold()).contains(0, 1, 2);
        assertThat(watcher.rate()).as(report).isGreaterThan(FEWEST_PICTURES_A_SECOND);
        assertThat(watcher.longestStandstill).as(report).isLessThan(LONGEST_STANDSTILL_MILLIS);
        assertThat(watcher.consumed("rtpParameters/encodings/0/scalabilityMode"))
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"video/VP9, L1T3", "video/AV1, L1T3"})
    void fewerPicturesComeWhereOneTemporalLayerIsPreferred(String codec, String mode) {
        String room = codec.replace('/', '-') + mode;
        BaseClient anna =
                BaseClient.joinWithLayers(chromium.newPage("anna"), pages, server.signaling(), room, codec, mode);
        anna.peerId();
        BaseClient bert = BaseClient.watch(chromium.newPage("bert"), pages, server.signaling(), room);
        Watcher watcher = new Watcher(bert, anna.peerId());
        bert.instruments().awaitPicture(watcher.container);

        double all = watcher.picturesASecond(4_000);
        watcher.prefer(0, 0);
        Waits.until("the lowest layer alone", () -> watcher.layersTold().size() > 1);
        double few = watcher.picturesASecond(4_000);
        watcher.prefer(0, 2);
        Waits.until("all layers again", () -> watcher.picturesASecond(1_000) > 2 * few);

        assertThat(few).isBetween(0.1 * all, 0.5 * all);
    }

    /** One who looks at another, and counts pictures all the while. */
    private static final class Watcher {
        private final BaseClient client;
        final String container;
        private long decoded;
        private long sinceNanos = System.nanoTime();
        long longestStandstill;
        private long beganNanos = sinceNanos;
        private long before;
        private long freezesBefore;
        private final List<String> events = new ArrayList<>();

        Watcher(BaseClient client, String seen) {
            this.client = client;
            this.container = "[data-peer-id=\"" + seen + "\"]";
        }

        Instruments.Reception reception() {
            return client.instruments().reception(container);
        }

        String consumed(String pointer) {
            return client.received("consumed").stream()
                    .map(frame -> frame.path("payload"))
                    .filter(payload -> payload.path("kind").asText().equals("video"))
                    .map(payload -> payload.at("/" + pointer).asText())
                    .findFirst()
                    .orElseThrow();
        }

        void prefer(int spatialLayer) {
            say("spatialLayer: " + spatialLayer);
        }

        void prefer(int spatialLayer, int temporalLayer) {
            say("spatialLayer: " + spatialLayer + ", temporalLayer: " + temporalLayer);
        }

        private void say(String layers) {
            events.add(layers);
            client.send(
                    "setConsumerPreferredLayers", "{consumerId: \"" + consumed("consumerId") + "\", " + layers + "}");
        }

        List<Integer> layersTold() {
            return client.received("consumerLayersChanged").stream()
                    .map(frame -> frame.path("payload").path("spatialLayer").asInt(-1))
                    .toList();
        }

        void awaitWidth(int width) {
            long began = System.nanoTime();
            Waits.until(
                    "a picture " + width + " pixels wide, now " + reception().width(), () -> {
                        look();
                        return reception().width() == width;
                    });
            events.add(width + " after " + (System.nanoTime() - began) / 1_000_000 + " ms");
        }

        void watchFor(long millis) {
            long until = System.nanoTime() + millis * 1_000_000;
            while (System.nanoTime() < until) {
                look();
            }
        }

        /** What came before is of no interest. */
        void begin() {
            Instruments.Reception now = reception();
            before = now.framesDecoded();
            decoded = before;
            freezesBefore = now.freezes();
            beganNanos = System.nanoTime();
            sinceNanos = beganNanos;
            longestStandstill = 0;
        }

        /** Pictures a second since then. */
        double rate() {
            return (decoded - before) * 1e9 / (System.nanoTime() - beganNanos);
        }

        private void look() {
            long now = reception().framesDecoded();
            long nanos = System.nanoTime();
            if (now > decoded) {
                decoded = now;
                sinceNanos = nanos;
            }
            longestStandstill = Math.max(longestStandstill, (nanos - sinceNanos) / 1_000_000);
        }

        double picturesASecond(long millis) {
            long before = reception().framesDecoded();
            long began = System.nanoTime();
            watchFor(millis);
            double rate = (reception().framesDecoded() - before) * 1e9 / (System.nanoTime() - began);
            events.add(rate + " pictures a second");
            return rate;
        }

        String report() {
            Instruments.Reception now = reception();
            return String.format(
                    Locale.ROOT,
                    "%s; %d pictures, %.1f a second, longest standstill %d ms, freezes %d; layers %s",
                    events,
                    decoded - before,
                    rate(),
                    longestStandstill,
                    now.freezes() - freezesBefore,
                    layersTold());
        }
    }
}
