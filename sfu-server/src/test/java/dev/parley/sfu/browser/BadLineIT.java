package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.parley.sfu.load.BadLine.Conditions;
import java.util.Locale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three people in a room, one of them, Nils, on a line that goes bad and good again, both ways: the picture that he is sent
 * follows it, and the two others notice nothing.
 *
 * <p>The figures are printed. The same bars are held in virtual time, by BandwidthScenariosTest and SimulcastLinesTest.
 */
@ExtendWith(StolenTime.class)
@Tag("alone")
final class BadLineIT {
    private static final long SEED = 11;
    private static final long SECOND = 1_000_000_000L; // ns
    /** A second would stand in the queue if the server let it. */
    private static final Conditions GOOD = Conditions.GOOD.delayed(20, 0).carrying(2_000_000, 1_000);

    private static final Conditions NARROW = GOOD.carrying(300_000, 1_000);
    private static final Conditions NOISY = GOOD.losing(0.1).delayed(20, 100);

    /** Olga's camera, which is sent in this size and in half of it: few enough pixels for a machine of two cores. */
    private static final int FULL_WIDTH = 640;

    private static final int FULL_HEIGHT = 360;
    private static final int FRAMES_PER_SECOND = 15;

    /** How long is measured, which is also how long the server has to empty the queue. */
    private static final int SECONDS = 5;

    /** After so long no more is sent than the line carries. */
    private static final int FALLEN_SECONDS = 3;

    private static final long LONGEST_QUEUE = SECOND / 2;
    private static final long BACK_WITHIN = 20 * SECOND;
    private static final Percentage UNNOTICED = withinPercentage(5);

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
                NativeClient olga = join("chromium", "Olga", camera())) {
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
                NativeClient olga = join("native", "Olga", camera())) {
            Person anna = anna("native", olga);
            relay.spareNewcomers(false);
            try (NativeClient nils = join("native", "Nils", "none")) {
                Waits.until("Nils sees Olga", () -> !nils.pictures("Olga").isEmpty());
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
        Waits.until("Anna is sent the full picture", () -> others.width() == FULL_WIDTH);
        Waits.until("Nils is sent the full picture", () -> nils.width() == FULL_WIDTH);
        var _ = relay.takeDown();
        Pace before = others.pace();
        LossyRelay.Down good = relay.takeDown();

        relay.become(NARROW);
        Others.Counts atFirst = others.counts();
        Thread.sleep(FALLEN_SECONDS * 1_000L);
        LossyRelay.Down falling = relay.takeDown();
        Thread.sleep((SECONDS - FALLEN_SECONDS) * 1_000L);
        LossyRelay.Down fallen = relay.takeDown();
        Pace narrow = others.since(atFirst);
        Pace later = others.pace();
        LossyRelay.Down down = relay.takeDown();
        int width = nils.width();

        relay.become(GOOD);
        long began = System.nanoTime();
        Waits.until("Nils is sent the full picture again", () -> nils.width() == FULL_WIDTH);
        long back = System.nanoTime() - began;

        relay.become(NOISY);
        long frames = nils.frames();
        Pace noisy = others.pace();
        double shown = (double) (nils.frames() - frames) / SECONDS;

        System.out.printf(
                Locale.ROOT,
                "2 Mbit/s to 300 kbit/s: sent %.0f, then for %d s %.0f, until %d s %.0f, then %.0f kbit/s, %d pixels wide,"
                        + " queue at most %d ms then; back after %.1f s; with 10 %% loss"
                        + " and 100 ms jitter %.1f pictures a second; the others: %s, then %s, %s, %s%n",
                good.bits() / SECONDS / 1_000,
                FALLEN_SECONDS,
                falling.bits() / FALLEN_SECONDS / 1_000,
                SECONDS,
                fallen.bits() / (SECONDS - FALLEN_SECONDS) / 1_000,
                down.bits() / SECONDS / 1_000,
                width,
                down.longestQueueNanos() * 1_000 / SECOND,
                (double) back / SECOND,
                shown,
                before,
                narrow,
                later,
                noisy);
        assertThat(fallen.bits() / (SECONDS - FALLEN_SECONDS))
                .as("bits a second on the narrow line from %d s on", FALLEN_SECONDS)
                .isLessThan((double) NARROW.bitsPerSecond());
        assertThat(down.bits() / SECONDS).as("bits a second on the narrow line").isLessThan((double)
                NARROW.bitsPerSecond());
        assertThat(width).as("width on the narrow line").isLessThan(FULL_WIDTH);
        assertThat(down.longestQueueNanos()).as("ns in the queue").isLessThanOrEqualTo(LONGEST_QUEUE);
        assertThat(back).as("ns until the full picture is back").isLessThanOrEqualTo(BACK_WITHIN);
        assertThat(shown).as("pictures a second on the noisy line").isGreaterThan(0.5 * FRAMES_PER_SECOND);
        narrow.assertUnnoticedSince(before);
        later.assertUnnoticedSince(before);
        noisy.assertUnnoticedSince(before);
    }

    /**
     * What the two others receive of each other.
     *
     * @param framesOfOlga of the pictures she took, the share that Anna saw
     * @param framesOfAnna likewise
     * @param bitsOfOlga a second, of the large picture
     */
    private record Pace(double framesOfOlga, double framesOfAnna, double bitsOfOlga) {
        void assertUnnoticedSince(Pace before) {
            assertThat(framesOfOlga).as("share of Olga's pictures at Anna's").isCloseTo(1, UNNOTICED);
            assertThat(framesOfAnna).as("share of Anna's pictures at Olga's").isCloseTo(1, UNNOTICED);
            assertThat(bitsOfOlga).as("Olga's bits a second at Anna's").isCloseTo(before.bitsOfOlga, UNNOTICED);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f and %.0f %% of pictures, %.0f kbit/s",
                    100 * framesOfOlga,
                    100 * framesOfAnna,
                    bitsOfOlga / 1_000);
        }
    }

    private record Others(Person anna, NativeClient olga) {
        /** Pictures and bits so far. */
        private record Counts(long nanos, long ofOlga, long takenByOlga, long ofAnna, long codedByAnna, long bytes) {}

        /** Of what Anna sees of Olga. */
        int width() {
            return anna.instruments().reception(anna.of("Olga")).width();
        }

        Pace pace() throws InterruptedException {
            Counts first = counts();
            Thread.sleep(SECONDS * 1_000L); // what is measured is what happens in this time
            return since(first);
        }

        Pace since(Counts first) {
            Counts last = counts();
            return new Pace(
                    (double) (last.ofOlga - first.ofOlga) / (last.takenByOlga - first.takenByOlga),
                    (double) (last.ofAnna - first.ofAnna) / (last.codedByAnna - first.codedByAnna),
                    8.0 * SECOND * (last.bytes - first.bytes) / (last.nanos - first.nanos));
        }

        Counts counts() {
            Instruments.Reception reception = anna.instruments().reception(anna.of("Olga"));
            long taken = olga.pictures("own").size();
            long coded = anna.instruments().sending().stream()
                    .mapToLong(Instruments.Sending::framesEncoded)
                    .max()
                    .orElse(0);
            long shown = olga.pictures("Anna").size();
            return new Counts(
                    System.nanoTime(), reception.framesDecoded(), taken, shown, coded, reception.videoBytes());
        }
    }

    /** Anna in Chromium, who has Olga large. */
    private static Person anna(String room, NativeClient olga) {
        Person anna = Person.join(chromium.newPage("Anna"), server.room(room), "Anna");
        anna.toggleMicrophone(); // sound would take a fifth of the narrow line, and has tests of its own
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

    /** One that takes all the bits it is given, so that a change of them would show. */
    private static String camera() {
        return "file:" + BusyClip.of(FULL_WIDTH, FULL_HEIGHT, FRAMES_PER_SECOND);
    }

    private static NativeClient join(String room, String name, String camera) {
        return NativeClient.join(server, room, name, "--camera", camera, "--microphone", "none");
    }
}
