package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Twelve people on a phone: they have pages, and whoever is not seen is not sent. */
final class PagesIT {
    private static final List<String> NAMES =
            List.of("Bert", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kim", "Lea");

    private static final int FRAMES_PER_SECOND = 10;
    private static final int WIDTH = 320;

    private static final LocalPages pages = Crowd.serve();

    @RegisterExtension
    static final RunningServer server = RunningServer.with("--allowed-origins", pages.origin());

    @RegisterExtension
    static final Chromium chromium = Chromium.withoutDevices();

    @AfterAll
    static void closePages() {
        pages.close();
    }

    @Test
    void whoIsOnAnotherPageIsNotSentAndComesBackWithAKeyFrame() {
        Crowd crowd = crowd("pages", NAMES);
        ChromiumPage page = chromium.newPage("Anna");
        page.page().setViewportSize(390, 700);
        Person anna = Person.join(page, server.room("pages"), "Anna");
        anna.awaitOthers(NAMES.toArray(String[]::new));
        Waits.until("there are two pages", () -> anna.textOf("page").contains("1 of 2"));

        List<String> first = shown(anna);
        List<String> second =
                NAMES.stream().filter(name -> !first.contains(name)).toList();
        assertThat(first).hasSize(5);
        assertThat(second).hasSize(6);
        awaitLiving(anna, first);
        assertStandStill(anna, crowd, second);

        Map<String, Long> atTheTurn = frames(anna, first);
        Map<String, Long> keyFramesBefore = keyFrames(anna, first);
        page.click("page-on");
        Waits.until("the other page", () -> anna.textOf("page").contains("2 of 2"));
        assertThat(shown(anna)).containsExactlyElementsOf(second);
        awaitLiving(anna, second);
        awaitSent(crowd, first, 2 * FRAMES_PER_SECOND);
        frames(anna, first)
                .forEach((name, now) -> assertThat(now - atTheTurn.getOrDefault(name, 0L))
                        .as("pictures of %s after the turn: those of a second at most", name)
                        .isLessThanOrEqualTo(FRAMES_PER_SECOND));
        assertStandStill(anna, crowd, first);

        page.click("page-back");
        awaitLiving(anna, first);
        keyFrames(anna, first)
                .forEach((name, now) -> assertThat(now)
                        .as("%s comes back with a key frame", name)
                        .isGreaterThan(keyFramesBefore.getOrDefault(name, 0L)));
        assertStandStill(anna, crowd, second);

        crowd.add("Mia");
        Waits.until("Mia has a tile", () -> anna.others().contains("Mia"));
        assertThat(shown(anna)).as("she is on the other page").doesNotContain("Mia");
        assertStandStill(anna, crowd, List.of("Mia"));
    }

    @Test
    void whoSavesDataGetsAsManyPicturesAsTheBudgetAllows() {
        Crowd crowd = crowd("saving", NAMES);
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("saving"), "Anna");
        anna.awaitOthers(NAMES.toArray(String[]::new));
        awaitLiving(anna, NAMES);

        chooseBudget(page, "500");
        Waits.until("some are left out", () -> !spared(anna).isEmpty());
        Waits.until("what comes is within the budget", () -> kilobits(anna, crowd) <= 500);
        List<String> spared = spared(anna);
        assertThat(spared).as("one picture there is always").hasSizeLessThan(NAMES.size());
        assertStandStill(anna, crowd, spared);

        chooseBudget(page, "");
        Waits.until("nobody is left out", () -> spared(anna).isEmpty());
        awaitLiving(anna, NAMES);
    }

    private static Crowd crowd(String room, List<String> names) {
        ChromiumPage page = chromium.newPage("Crowd");
        return Crowd.join(page, pages, server.signaling(), room, names, WIDTH, FRAMES_PER_SECOND);
    }

    private static void chooseBudget(ChromiumPage page, String kilobits) {
        page.click("more");
        page.click("settings");
        page.page().locator(Scripts.byTestId("data-picker")).selectOption(kilobits);
        page.click("settings-done");
    }

    private static List<String> spared(Person viewer) {
        return names(viewer, "[data-spared=true]");
    }

    /** What comes from all of them in a second of the viewer's clock, while a camera goes on for twenty pictures. */
    private static double kilobits(Person viewer, Crowd crowd) {
        double from = now(viewer);
        long before = sum(bytes(viewer, NAMES));
        awaitSent(crowd, NAMES.subList(0, 1), 2 * FRAMES_PER_SECOND);
        double to = now(viewer);
        return (sum(bytes(viewer, NAMES)) - before) * 8 / (to - from);
    }

    private static double now(Person viewer) {
        return viewer.page().evaluate("performance.now()").asDouble();
    }

    private static long sum(Map<String, Long> each) {
        return each.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The names of the others on the page that is shown, in the order of the tiles. */
    private static List<String> shown(Person viewer) {
        return names(viewer, ":not([hidden])");
    }

    private static List<String> names(Person viewer, String tiles) {
        var names = new ArrayList<String>();
        viewer.page()
                .evaluate("[...document.querySelectorAll("
                        + Scripts.literal(Scripts.byTestId("tile") + "[data-self=false]" + tiles + " "
                                + Scripts.byTestId("tile-name"))
                        + ")].map((name) => name.textContent)")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    private static void awaitLiving(Person viewer, List<String> names) {
        names.forEach(name -> viewer.instruments().awaitPicture(viewer.of(name)));
    }

    private static Map<String, Long> frames(Person viewer, List<String> names) {
        var frames = new HashMap<String, Long>();
        names.forEach(name ->
                frames.put(name, viewer.instruments().reception(viewer.of(name)).framesDecoded()));
        return frames;
    }

    private static Map<String, Long> keyFrames(Person viewer, List<String> names) {
        var frames = new HashMap<String, Long>();
        names.forEach(name ->
                frames.put(name, viewer.instruments().reception(viewer.of(name)).keyFramesDecoded()));
        return frames;
    }

    /** Returns when each of these cameras has given so many more pictures. */
    private static void awaitSent(Crowd crowd, List<String> names, int more) {
        for (String name : names) {
            long before = crowd.sent(name).frames();
            Waits.until(more + " pictures of " + name, () -> crowd.sent(name).frames() >= before + more);
        }
    }

    /** Their cameras go on, and nothing of that arrives. */
    private static void assertStandStill(Person viewer, Crowd crowd, List<String> names) {
        Map<String, Long> before = bytes(viewer, names);
        awaitSent(crowd, names, FRAMES_PER_SECOND);
        assertThat(bytes(viewer, names)).isEqualTo(before);
    }

    private static Map<String, Long> bytes(Person viewer, List<String> names) {
        var bytes = new HashMap<String, Long>();
        names.forEach(name ->
                bytes.put(name, viewer.instruments().reception(viewer.of(name)).videoBytes()));
        return bytes;
    }
}
