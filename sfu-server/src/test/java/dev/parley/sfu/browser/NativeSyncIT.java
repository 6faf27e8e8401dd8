package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Picture and sound of one person, from the moment at which they are made to the one at which they are seen and heard. The
 * client's beeps are said at whole seconds of the machine's monotonic clock, and its pictures are numbered.
 */
@ExtendWith(StolenTime.class)
@Tag("alone")
final class NativeSyncIT {
    private static final double MOST_APART_MILLIS = 80;
    private static final double MILLI = 1e6; // ns
    private static final long SECOND = 1_000_000_000L; // ns
    private static final int BEEPS = 6;

    /** Lip sync begins with the first sender reports, and the first second is everybody's worst. */
    private static final long SETTLED = 5 * SECOND;

    /** Chromium shortens what it buffered meanwhile by a few per cent, and moves the picture by steps once a second. */
    private static final long SETTLED_IN_CHROMIUM = 9 * SECOND;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void twoClientsHearEachOtherInStepWithWhatTheySee() {
        try (NativeClient nils = join("natives", "Nils");
                NativeClient olga = join("natives", "Olga")) {
            nils.awaitNumbers("Olga", 1);
            olga.awaitNumbers("Nils", 1);
            long from = System.nanoTime() + SETTLED;
            awaitBeeps(nils, from);
            awaitBeeps(olga, from);

            assertInStep("Olga at Nils'", soundDelays(nils, from), pictureDelays(olga, "Olga", nils, from));
            assertInStep("Nils at Olga's", soundDelays(olga, from), pictureDelays(nils, "Nils", olga, from));
        }
    }

    @Test
    void chromiumPlaysThePictureInStepWithTheSound() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("both"), "Anna");
        try (NativeClient nils = join("both", "Nils")) {
            Waits.until("Anna sees Nils", () -> anna.others().contains("Nils"));
            anna.instruments().awaitPicture(anna.of("Nils"));
            anna.instruments().awaitSound(anna.of("Nils"));

            double zero = zeroOf(page);
            double from = System.nanoTime() / MILLI - zero + SETTLED_IN_CHROMIUM / MILLI;

            int seconds = (int) (SETTLED_IN_CHROMIUM / SECOND) + BEEPS + 1;
            Instruments.Marks marks = anna.instruments().marks(anna.of("Nils"), seconds);

            List<NativeClient.ShownPicture> drawn = nils.pictures("own");
            List<Double> sound = marks.beeps().stream()
                    .filter(beep -> beep > from)
                    .map(beep -> delayOfBeep(beep + zero))
                    .toList();
            List<Double> picture = marks.pictures().stream()
                    .filter(each -> each.at() > from)
                    .map(each -> delayOf(drawn, each.number(), (each.at() + zero) * MILLI))
                    .filter(each -> !Double.isNaN(each))
                    .toList();
            assertThat(sound).hasSizeGreaterThanOrEqualTo(BEEPS);
            assertInStep("Nils in Chromium", sound, picture);
        }
    }

    @Test
    void theClientPlaysChromiumsPictureInStepWithItsSound() {
        ChromiumPage page = chromium.newPage("Anna");
        page.page().addInitScript(Scripts.resource("beeping-camera.js"));
        Person anna = Person.join(page, server.room("back"), "Anna");
        try (NativeClient nils = join("back", "Nils")) {
            nils.awaitNumbers("Anna", 1);
            long from = System.nanoTime() + SETTLED;
            awaitBeeps(nils, from);

            double zero = zeroOf(page);
            Instruments.Marks made = anna.instruments().read("beepingCamera.marks()", Instruments.Marks.class);
            List<NativeClient.ShownPicture> drawn = made.pictures().stream()
                    .map(each -> new NativeClient.ShownPicture(
                            "Anna", (long) ((each.at() + zero) * MILLI), 0, 0, each.number()))
                    .toList();
            List<Double> sound = nils.beeps().stream()
                    .filter(heard -> heard > from)
                    .map(heard -> sinceLast(made.beeps(), heard / MILLI - zero))
                    .toList();
            List<Double> picture = nils.pictures("Anna").stream()
                    .filter(each -> each.nanos() > from)
                    .map(each -> delayOf(drawn, (int) each.number(), (double) each.nanos()))
                    .filter(each -> !Double.isNaN(each))
                    .toList();
            assertInStep("Chromium at Nils'", sound, picture);
        }
    }

    /** What the page's clock reads 0 at, in milliseconds of the machine's monotonic clock. */
    private static double zeroOf(ChromiumPage page) {
        long before = System.nanoTime();
        double now = page.evaluate("performance.now()").asDouble();
        return (before + System.nanoTime()) / 2.0 / MILLI - now;
    }

    private static double sinceLast(List<Double> said, double heard) {
        return heard
                - said.stream()
                        .filter(each -> each <= heard)
                        .max(Double::compare)
                        .orElseThrow();
    }

    private static NativeClient join(String room, String name) {
        return NativeClient.join(server, room, name, "--microphone", "beep", "--camera", "test-pattern:320x180");
    }

    private static void awaitBeeps(NativeClient client, long from) {
        Waits.until(
                BEEPS + " beeps at " + client.name(),
                () -> client.beeps().stream().filter(each -> each > from).count() >= BEEPS);
    }

    /** Beeps are said at whole seconds; nothing takes half a second here. */
    private static double delayOfBeep(double heardMillis) {
        double late = heardMillis - 1_000 * Math.floor(heardMillis / 1_000);
        return late > 500 ? late - 1_000 : late;
    }

    private static List<Double> soundDelays(NativeClient at, long from) {
        return at.beeps().stream()
                .filter(each -> each > from)
                .map(each -> delayOfBeep(each / MILLI))
                .toList();
    }

    private static List<Double> pictureDelays(NativeClient of, String name, NativeClient at, long from) {
        List<NativeClient.ShownPicture> drawn = of.pictures("own");
        return at.pictures(name).stream()
                .filter(each -> each.nanos() > from)
                .map(each -> delayOf(drawn, (int) each.number(), (double) each.nanos()))
                .filter(each -> !Double.isNaN(each))
                .toList();
    }

    /** How long ago the picture with this number was drawn last, in milliseconds; NaN if it never was. */
    private static double delayOf(List<NativeClient.ShownPicture> drawn, int number, double shownNanos) {
        for (int i = drawn.size() - 1; i >= 0; i--) {
            NativeClient.ShownPicture each = drawn.get(i);
            if (number >= 0 && each.number() == number && each.nanos() <= shownNanos) {
                return (shownNanos - each.nanos()) / MILLI;
            }
        }
        return Double.NaN;
    }

    private static void assertInStep(String what, List<Double> sound, List<Double> picture) {
        double heard = median(sound);
        double seen = median(picture);
        System.out.printf(
                Locale.ROOT,
                "%s: sound %.0f ms, picture %.0f ms after it was made (medians of %d and %d): sound %.0f ms behind the"
                        + " picture%n",
                what,
                heard,
                seen,
                sound.size(),
                picture.size(),
                heard - seen);
        assertThat(Math.abs(heard - seen))
                .as("offset of sound and picture of " + what)
                .isLessThan(MOST_APART_MILLIS);
    }

    private static double median(List<Double> values) {
        assertThat(values).isNotEmpty();
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
