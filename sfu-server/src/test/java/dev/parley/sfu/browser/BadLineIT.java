package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.parley.sfu.browser.BadLine.Conditions;
import java.util.Locale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three people in a room, one of them, Nils, on a line that goes bad and good again, both ways: the picture that he is sent
 * follows it, and the two others notice nothing.
 */
@ExtendWith(StolenTime.class)
final class BadLineIT {
    private static final long SEED = 11;
    private static final long SECOND = 1_000_000_000L; // ns
    /** A second would stand in the queue if the server let it. */
    private static final Conditions GOOD = Conditions.GOOD.delayed(20, 0).carrying(2_000_000, 1_000);

    private static final Conditions NARROW = GOOD.carrying(300_000, 1_000);
    private static final Conditions NOISY = GOOD.losing(0.1).delayed(20, 100);

    /** Olga's camera in its full size, and the next smaller one: few enough pixels for a machine of two cores. */
    private static final String CAMERA = "test-pattern:640x360@15";

    private static final int FULL_WIDTH = 640;
    private static final double FRAMES_PER_SECOND = 15;

    /** How long is measured, which is also how long the server has to empty the queue. */
    private static final int SECONDS = 5;

    private static final long LONGEST_QUEUE = SECOND / 2;
    private static final long BACK_WITHIN = 20 * SECOND;
    private static final double UNNOTICED = 5; // per cent

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("--workers", "1", "--rtc-host", "127.0.0.1", "--announce", LossyRelay.ADDRESS);

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    /** What Nils is shown of Olga. */
    private interface View {
        int width();

        long frames();
    }

    @Test
    void chromiumOnABadLine() throws InterruptedException {
        try (LossyRelay relay = relay();
                NativeClient olga = join("chromium", "Olga", CAMERA)) {
            Person anna = anna("chromium", olga);
            relay.spareNewcomers(false);
            Person nils = Person.join(chromium.newPage("Nils"), server.room("chromium"), "Nils");
            nils.toggleCamera(); // what others are sent of him is not looked at
            seeLarge(nils, olga);
            String tile = nils.of("Olga");
            followsTheLine(relay, new Others(anna, olga), new View() {
                @Override
                public int width() {
                    return nils.instruments().reception(tile).width();
                }

                @Override
                public long frames() {
                    return nils.instruments().reception(tile).framesDecoded();
                }
            });
        }
    }

    @Test
    void theDesktopClientOnABadLine() throws InterruptedException {
        try (LossyRelay relay = relay();
                NativeClient olga = join("native", "Olga", CAMERA)) {
            Person anna = anna("native", olga);
            relay.spareNewcomers(false);
            try (NativeClient nils = join("native", "Nils", "none")) {
                nils.awaitNumbers("Olga", 1);
                followsTheLine(relay, new Others(anna, olga), new View() {
                    @Override
                    public int width() {
                        return nils.pictures("Olga").getLast().width();
                    }

                    @Override
                    public long frames() {
                        return nils.pictures("Olga").size();
                    }
                });
                assertThat(nils.leave()).isZero();
            }
        }
    }

    private static void followsTheLine(LossyRelay relay, Others others, View nils) throws InterruptedException {
        Waits.until("Nils is sent the full picture", () -> nils.width() == FULL_WIDTH);
        Pace before = others.pace();

        relay.become(NARROW);
        Pace narrow = others.pace();
        var _ = relay.takeLongestQueueDownNanos();
        Pace later = others.pace();
        long queue = relay.takeLongestQueueDownNanos();
        int width = nils.width();

        relay.become(GOOD);
        long good = System.nanoTime();
        Waits.until("Nils is sent the full picture again", () -> nils.width() == FULL_WIDTH);
        long back = System.nanoTime() - good;

        relay.become(NOISY);
        long frames = nils.frames();
        Pace noisy = others.pace();
        double shown = (double) (nils.frames() - frames) / SECONDS;

        System.out.printf(
                Locale.ROOT,
                "2 Mbit/s to 300 kbit/s: %d pixels wide, queue at most %d ms after %d s; back after %.1f s; with 10 %% loss"
                        + " and 100 ms jitter %.1f pictures a second; the others: %s, then %s, %s, %s%n",
                width,
                queue * 1_000 / SECOND,
                SECONDS,
                (double) back / SECOND,
                shown,
                before,
                narrow,
                later,
                noisy);
        assertThat(width).as("width on the narrow line").isLessThan(FULL_WIDTH);
        assertThat(queue).as("ns in the queue").isLessThanOrEqualTo(LONGEST_QUEUE);
        assertThat(back).as("ns until the full picture is back").isLessThanOrEqualTo(BACK_WITHIN);
        assertThat(shown).as("pictures a second on the noisy line").isGreaterThan(0.8 * FRAMES_PER_SECOND);
        narrow.assertUnnoticedSince(before);
        later.assertUnnoticedSince(before);
        noisy.assertUnnoticedSince(before);
    }

    /** What the two others receive of each other: pictures a second both ways, and bits a second of the larger picture. */
    private record Pace(double framesOfOlga, double framesOfAnna, double bitsOfOlga) {
        void assertUnnoticedSince(Pace before) {
            assertThat(framesOfOlga)
                    .as("Olga's pictures a second at Anna's")
                    .isCloseTo(before.framesOfOlga, unnoticed());
            assertThat(framesOfAnna)
                    .as("Anna's pictures a second at Olga's")
                    .isCloseTo(before.framesOfAnna, unnoticed());
            assertThat(bitsOfOlga).as("Olga's bits a second at Anna's").isCloseTo(before.bitsOfOlga, unnoticed());
        }

        private static Percentage unnoticed() {
            return withinPercentage(UNNOTICED);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f and %.1f/s, %.0f kbit/s", framesOfOlga, framesOfAnna, bitsOfOlga / 1_000);
        }
    }

    private record Others(Person anna, NativeClient olga) {
        Pace pace() throws InterruptedException {
            long from = System.nanoTime();
            Instruments.Reception first = anna.instruments().reception(anna.of("Olga"));
            Thread.sleep(SECONDS * 1_000L); // what is measured is what happens in this time
            Instruments.Reception last = anna.instruments().reception(anna.of("Olga"));
            long until = System.nanoTime();
            double seconds = (double) (until - from) / SECOND;
            return new Pace(
                    (last.framesDecoded() - first.framesDecoded()) / seconds,
                    ofAnna(from, until),
                    8 * (last.videoBytes() - first.videoBytes()) / seconds);
        }

        /** Taken between whole pictures, so that few of them make a figure all the same. */
        private double ofAnna(long from, long until) {
            long[] shown = olga.pictures("Anna").stream()
                    .mapToLong(NativeClient.ShownPicture::nanos)
                    .filter(nanos -> nanos >= from && nanos <= until)
                    .toArray();
            return (shown.length - 1) * (double) SECOND / (shown[shown.length - 1] - shown[0]);
        }
    }

    /** Anna in Chromium, who has Olga large. */
    private static Person anna(String room, NativeClient olga) {
        Person anna = Person.join(chromium.newPage("Anna"), server.room(room), "Anna");
        seeLarge(anna, olga);
        Waits.until("Olga sees Anna", () -> !olga.pictures("Anna").isEmpty());
        return anna;
    }

    private static void seeLarge(Person viewer, NativeClient olga) {
        Waits.until(
                viewer.name() + " is shown a tile of Olga",
                () -> viewer.others().contains(olga.name()));
        viewer.instruments().awaitPicture(viewer.of(olga.name()));
        viewer.pin(olga.name());
    }

    private static LossyRelay relay() {
        LossyRelay relay = LossyRelay.begin(server.rtcAddress().getPort(), SEED, GOOD);
        relay.spareNewcomers(true);
        return relay;
    }

    private static NativeClient join(String room, String name, String camera) {
        return NativeClient.join(server, room, name, "--camera", camera, "--microphone", "none");
    }
}
