package dev.parley.desktop.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.ui.preferences.ViewChoice;
import dev.parley.desktop.ui.preferences.ViewChoice.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The facts are those of the web client's test. */
class StageLayoutTest {
    private static final Space DESKTOP = new Space(1576, 800, 10);
    private static final Space PHONE = new Space(359, 560, 8);
    private static final List<Space> SPACES =
            List.of(DESKTOP, new Space(744, 900, 8), PHONE, new Space(800, 366, 10), new Space(640, 250, 8));
    private static final ViewChoice GRID = ViewChoice.DEFAULT;
    private static final ViewChoice SPEAKER = GRID.withMode(Mode.SPEAKER);
    private static final Interest FIRST = new Interest(Optional.empty(), Optional.empty(), 0);
    private static final Member SELF = new Member("self", true, true, false);

    private static Member person(String id) {
        return new Member(id, false, true, false);
    }

    private static Member screen(String id) {
        return new Member(id, false, true, true);
    }

    private static Member dark(String id) {
        return new Member(id, false, false, false);
    }

    private static List<Member> room(int others, Member... more) {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(more), IntStream.range(0, others).mapToObj(i -> person("p" + i))),
                        Stream.of(SELF))
                .toList();
    }

    private static Interest page(int page) {
        return new Interest(Optional.empty(), Optional.empty(), page);
    }

    private static Interest pinned(String id) {
        return new Interest(Optional.of(id), Optional.of("p1"), 0);
    }

    private static List<String> ids(Arrangement arrangement) {
        return arrangement.places().stream().map(Place::id).toList();
    }

    private static List<String> ids(Arrangement arrangement, Place.Role role) {
        return arrangement.places().stream()
                .filter(place -> place.role() == role)
                .map(Place::id)
                .toList();
    }

    private static boolean overlap(Box one, Box other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    @Test
    void everyTileIsInsideAndNoneCoversAnother() {
        for (Space space : SPACES) {
            for (int others = 0; others <= 40; others++) {
                for (Arrangement arrangement : List.of(
                        StageLayout.arrange(room(others), GRID, FIRST, space),
                        StageLayout.arrange(room(others), SPEAKER, FIRST, space),
                        StageLayout.arrange(room(others), GRID, pinned("p0"), space),
                        StageLayout.arrange(room(others, screen("s1")), GRID, FIRST, space),
                        StageLayout.arrange(
                                room(others, screen("s1"), screen("s2"), screen("s3")), GRID, FIRST, space))) {
                    String what = others + " others in " + space + ": " + arrangement;
                    List<Box> boxes =
                            new ArrayList<>(arrangement.pager().stream().toList());
                    for (Place place : arrangement.places()) {
                        Box box = place.box();
                        assertThat(box.x() >= 0
                                        && box.y() >= 0
                                        && box.width() > 0
                                        && box.height() > 0
                                        && box.x() + box.width() <= space.width()
                                        && box.y() + box.height() <= space.height())
                                .as(what)
                                .isTrue();
                        if (place.role() != Place.Role.FLOATING) {
                            assertThat(boxes).as(what).noneMatch(other -> overlap(box, other));
                            boxes.add(box);
                        }
                    }
                }
            }
        }
    }

    @Test
    void thePagesTogetherShowEverybodyOnce() {
        for (Space space : SPACES) {
            for (ViewChoice choice : List.of(GRID, SPEAKER)) {
                List<Member> members = room(39);
                int pages = StageLayout.arrange(members, choice, FIRST, space).pages();
                assertThat(pages).isGreaterThan(1);
                List<String> seen =
                        new ArrayList<>(ids(StageLayout.arrange(members, choice, FIRST, space), Place.Role.LARGE));
                for (int page = 0; page < pages; page++) {
                    StageLayout.arrange(members, choice, page(page), space).places().stream()
                            .filter(place -> place.role() != Place.Role.LARGE)
                            .forEach(place -> seen.add(place.id()));
                }
                assertThat(seen)
                        .containsExactlyInAnyOrderElementsOf(
                                members.stream().map(Member::id).toList());
            }
        }
    }

    @Test
    void tilesThatWouldBeTooSmallGoToAnotherPage() {
        for (Space space : SPACES) {
            for (int others = 1; others <= 40; others++) {
                assertThat(StageLayout.arrange(room(others), GRID, FIRST, space).places())
                        .filteredOn(place -> place.role() == Place.Role.EQUAL)
                        .allMatch(place -> place.box().width() >= 140);
            }
        }
        assertThat(StageLayout.arrange(room(24), GRID, FIRST, DESKTOP).pages()).isEqualTo(1);
        assertThat(StageLayout.arrange(room(25), GRID, FIRST, DESKTOP).pages()).isEqualTo(2);
    }

    @Test
    void aPageThatIsGoneIsTheLastOne() {
        Arrangement arrangement = StageLayout.arrange(room(39), GRID, page(99), DESKTOP);
        assertThat(arrangement.page()).isEqualTo(arrangement.pages() - 1);
        assertThat(StageLayout.arrange(room(2), GRID, page(3), DESKTOP).page()).isZero();
    }

    @Test
    void tilesHaveOneSizeOnAllPagesAndOneSeesOneselfOnTheFirst() {
        Arrangement first = StageLayout.arrange(room(30), GRID, FIRST, DESKTOP);
        Arrangement second = StageLayout.arrange(room(30), GRID, page(1), DESKTOP);
        assertThat(Stream.concat(first.places().stream(), second.places().stream())
                        .map(place -> place.box().width() + "x" + place.box().height())
                        .distinct())
                .hasSize(1);
        assertThat(ids(first)).contains("self");
    }

    @Test
    void ofTwoPeopleOneFillsAWideStageAndOneselfFloats() {
        for (ViewChoice choice : List.of(GRID, SPEAKER)) {
            Arrangement arrangement = StageLayout.arrange(room(1), choice, FIRST, DESKTOP);
            assertThat(ids(arrangement, Place.Role.LARGE)).containsExactly("p0");
            assertThat(ids(arrangement, Place.Role.FLOATING)).containsExactly("self");
        }
        assertThat(ids(StageLayout.arrange(room(1), GRID, FIRST, PHONE), Place.Role.EQUAL))
                .containsExactly("p0", "self");
    }

    @Test
    void theSpeakerIsLargeAndNeverOneself() {
        assertThat(largeWhile("p2")).containsExactly("p2");
        assertThat(largeWhile("self")).containsExactly("p0");
        assertThat(largeWhile("gone")).containsExactly("p0");
        assertThat(ids(
                        StageLayout.arrange(List.of(dark("a"), person("b"), SELF), SPEAKER, FIRST, DESKTOP),
                        Place.Role.LARGE))
                .containsExactly("b");
        assertThat(ids(StageLayout.arrange(List.of(SELF), SPEAKER, FIRST, DESKTOP), Place.Role.LARGE))
                .containsExactly("self");
    }

    private static List<String> largeWhile(String speaker) {
        Interest interest = new Interest(Optional.empty(), Optional.of(speaker), 0);
        return ids(StageLayout.arrange(room(4), SPEAKER, interest, DESKTOP), Place.Role.LARGE);
    }

    @Test
    void whoIsPinnedIsLargeWhateverElseHappens() {
        List<Member> members = room(4, screen("s1"));
        assertThat(ids(StageLayout.arrange(members, SPEAKER, pinned("p3"), DESKTOP), Place.Role.LARGE))
                .containsExactly("p3");
        assertThat(ids(StageLayout.arrange(members, GRID, pinned("gone"), DESKTOP), Place.Role.LARGE))
                .containsExactly("s1");
    }

    @Test
    void sharedScreensAreLargeAllOfThem() {
        List<Member> members = room(4, screen("s1"), screen("s2"));
        for (ViewChoice choice : List.of(GRID, SPEAKER)) {
            assertThat(ids(StageLayout.arrange(members, choice, FIRST, DESKTOP), Place.Role.LARGE))
                    .containsExactly("s1", "s2");
        }
        Place alone = StageLayout.arrange(room(1, screen("s1")), GRID, FIRST, DESKTOP)
                .places()
                .getFirst();
        assertThat(alone.box().height()).isEqualTo(DESKTOP.height());
    }

    @Test
    void oneselfIsHiddenOnlyBesideOthers() {
        ViewChoice choice = GRID.withHideSelf(true);
        assertThat(ids(StageLayout.arrange(room(2), choice, FIRST, DESKTOP))).containsExactly("p0", "p1");
        assertThat(ids(StageLayout.arrange(room(0), choice, FIRST, DESKTOP))).containsExactly("self");
    }

    @Test
    void peopleWithoutVideoAreHiddenUnlessNobodyHasAnyOrTheyArePinned() {
        ViewChoice choice = GRID.withHideWithoutVideo(true);
        assertThat(ids(StageLayout.arrange(List.of(dark("dark"), person("p0"), SELF), choice, FIRST, PHONE)))
                .containsExactly("p0", "self");
        assertThat(ids(StageLayout.arrange(List.of(dark("dark"), SELF), choice, FIRST, PHONE)))
                .containsExactly("dark", "self");
        assertThat(ids(
                        StageLayout.arrange(List.of(dark("dark"), person("p0"), SELF), choice, pinned("dark"), PHONE),
                        Place.Role.LARGE))
                .containsExactly("dark");
    }
}
