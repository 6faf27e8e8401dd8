package dev.parley.desktop.ui.stage;

import dev.parley.desktop.ui.preferences.ViewChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is seen, and where, in whole logical pixels. The web client has the same rules. */
final class StageLayout {
    // Smaller than this, faces and names cannot be made out: the rest goes to another page.
    private static final int SMALLEST_WIDTH = 140;
    private static final int SMALLEST_HEIGHT = 78;
    private static final int SMALLEST_UPRIGHT_HEIGHT = 100;
    /** More pictures than these are a burden on the machine, however large the window is. */
    private static final int MOST_ON_A_PAGE = 25;

    private static final int PAGER = 40;
    private static final int FLOATING_MARGIN = 16;
    /** Wider than that, what is not large stands beside and not below. */
    private static final double WIDE = 1.1;

    private StageLayout() {}

    /** Those who are not oneself come in the order given. */
    static Arrangement arrange(List<Member> members, ViewChoice choice, Interest interest, Space space) {
        List<Member> shown = shown(members, choice, interest);
        List<Member> large = large(shown, choice, interest);
        List<Member> rest =
                shown.stream().filter(member -> !large.contains(member)).toList();
        if (large.isEmpty()) {
            return isDuo(shown, space) ? duo(shown, space) : paged(shown, interest.page(), space);
        }
        if (rest.isEmpty()) {
            return Arrangement.onOnePage(largeTiles(large, space.box(), space.gap()));
        }
        if (large.size() == 1
                && !large.getFirst().screen()
                && isDuo(shown, space)
                && rest.getFirst().self()) {
            return duo(shown, space);
        }
        return space.width() > space.height() * WIDE
                ? stripBeside(large, rest, interest.page(), space)
                : stripBelow(large, rest, interest.page(), space);
    }

    /** Only one of them: who would be the largest, if whoever speaks was. */
    static Arrangement single(List<Member> members, Interest interest, Space space) {
        ViewChoice speaker = ViewChoice.DEFAULT.withMode(ViewChoice.Mode.SPEAKER);
        List<Member> large = large(shown(members, speaker, interest), speaker, interest);
        return Arrangement.onOnePage(largeTiles(large.subList(0, Math.min(1, large.size())), space.box(), space.gap()));
    }

    private static List<Member> shown(List<Member> members, ViewChoice choice, Interest interest) {
        List<Member> others = others(members);
        List<Member> wanted = !choice.hideWithoutVideo()
                ? others
                : others.stream()
                        .filter(one -> one.video() || one.screen() || is(one, interest.pinned()))
                        .toList();
        // Somebody is always shown: an empty stage looks broken.
        List<Member> visible = wanted.isEmpty() ? others : wanted;
        return choice.hideSelf() && !visible.isEmpty()
                ? visible
                : Stream.concat(visible.stream(), members.stream().filter(Member::self))
                        .toList();
    }

    private static List<Member> others(List<Member> members) {
        return members.stream().filter(member -> !member.self()).toList();
    }

    private static boolean is(Member member, Optional<String> id) {
        return id.filter(member.id()::equals).isPresent();
    }

    /** What is pinned comes before what is shared, and that before whoever speaks. */
    private static List<Member> large(List<Member> shown, ViewChoice choice, Interest interest) {
        List<Member> pinned =
                shown.stream().filter(one -> is(one, interest.pinned())).toList();
        if (!pinned.isEmpty()) {
            return pinned;
        }
        List<Member> screens = shown.stream().filter(Member::screen).toList();
        if (!screens.isEmpty() || choice.mode() == ViewChoice.Mode.GRID) {
            return screens;
        }
        List<Member> others = others(shown);
        return others.stream()
                .filter(one -> is(one, interest.speaker()))
                .findFirst()
                .or(() -> others.stream().filter(Member::video).findFirst())
                .or(() -> shown.stream().findFirst())
                .stream()
                .toList();
    }

    private static boolean isDuo(List<Member> shown, Space space) {
        return shown.size() == 2 && shown.stream().anyMatch(Member::self) && space.width() > space.height();
    }

    /** The other one fills the stage; one's own tile floats in the corner. */
    private static Arrangement duo(List<Member> shown, Space space) {
        int width = (int) Math.round(Math.clamp(space.width() * 0.2, 132, 272));
        int height = Math.round(width * 9 / 16f);
        List<Place> places = new ArrayList<>(largeTiles(others(shown), space.box(), space.gap()));
        shown.stream()
                .filter(Member::self)
                .map(self -> new Place(
                        self.id(),
                        Place.Role.FLOATING,
                        new Box(
                                space.width() - width - FLOATING_MARGIN,
                                space.height() - height - FLOATING_MARGIN,
                                width,
                                height)))
                .forEach(places::add);
        return Arrangement.onOnePage(places);
    }

    private static Arrangement paged(List<Member> shown, int page, Space space) {
        int count = shown.size();
        if (count <= capacity(count, space)) {
            return Arrangement.onOnePage(
                    rows(shown, GridLayout.of(count, space), space.box(), space.gap(), Place.Role.EQUAL));
        }
        Space area = space.lower(PAGER + space.gap());
        int pages = Math.ceilDiv(count, capacity(count, area));
        // As many on each page as on the others, and tiles of one size on all of them.
        int onEach = Math.ceilDiv(count, pages);
        int current = Math.clamp(page, 0, pages - 1);
        // One sees oneself on the first page.
        List<Member> ordered = shown.stream()
                .sorted(Comparator.comparing(Member::self).reversed())
                .toList();
        return new Arrangement(
                rows(
                        ordered.subList(current * onEach, Math.min(count, (current + 1) * onEach)),
                        GridLayout.of(onEach, area),
                        area.box(),
                        space.gap(),
                        Place.Role.EQUAL),
                current,
                pages,
                Optional.of(new Box(0, space.height() - PAGER, space.width(), PAGER)));
    }

    /** How many tiles, of at most so many, are large enough in this space. */
    private static int capacity(int most, Space space) {
        int smallestHeight = space.width() < space.height() ? SMALLEST_UPRIGHT_HEIGHT : SMALLEST_HEIGHT;
        int fitting = 1;
        for (int count = 2; count <= Math.min(most, MOST_ON_A_PAGE); count++) {
            GridLayout grid = GridLayout.of(count, space);
            if (grid.tileWidth() >= SMALLEST_WIDTH && grid.tileHeight() >= smallestHeight) {
                fitting = count;
            }
        }
        return fitting;
    }

    private static Arrangement stripBeside(List<Member> large, List<Member> rest, int page, Space space) {
        int gap = space.gap();
        int width = (int) Math.round(Math.clamp(space.width() * 0.18, 120, 240));
        int height = Math.round(width * 9 / 16f);
        Box area = new Box(0, 0, space.width() - width - gap, space.height());
        int x = space.width() - width;
        int besidePager = space.height() - PAGER - gap;
        Turn turn = Turn.of(
                rest,
                page,
                Math.max(1, (space.height() + gap) / (height + gap)),
                Math.max(1, (besidePager + gap) / (height + gap)));
        boolean paged = turn.pages() > 1;
        int used = turn.members().size() * (height + gap) - gap;
        int top = Math.max(0, Math.floorDiv((paged ? besidePager : space.height()) - used, 2));
        List<Place> places = new ArrayList<>(largeTiles(large, area, gap));
        for (int i = 0; i < turn.members().size(); i++) {
            places.add(new Place(
                    turn.members().get(i).id(), Place.Role.STRIP, new Box(x, top + i * (height + gap), width, height)));
        }
        return new Arrangement(
                places,
                turn.page(),
                turn.pages(),
                paged ? Optional.of(new Box(x, space.height() - PAGER, width, PAGER)) : Optional.empty());
    }

    private static Arrangement stripBelow(List<Member> large, List<Member> rest, int page, Space space) {
        int gap = space.gap();
        int height = (int) Math.round(Math.clamp(space.height() * 0.13, 72, 120));
        int width = Math.round(height * 4 / 3f);
        int fitting = Math.max(1, (space.width() + gap) / (width + gap));
        Turn turn = Turn.of(rest, page, fitting, fitting);
        boolean paged = turn.pages() > 1;
        int y = space.height() - height - (paged ? PAGER + gap : 0);
        int used = turn.members().size() * (width + gap) - gap;
        int left = Math.max(0, Math.floorDiv(space.width() - used, 2));
        List<Place> places = new ArrayList<>(largeTiles(large, new Box(0, 0, space.width(), y - gap), gap));
        for (int i = 0; i < turn.members().size(); i++) {
            places.add(new Place(
                    turn.members().get(i).id(), Place.Role.STRIP, new Box(left + i * (width + gap), y, width, height)));
        }
        return new Arrangement(
                places,
                turn.page(),
                turn.pages(),
                paged ? Optional.of(new Box(0, space.height() - PAGER, space.width(), PAGER)) : Optional.empty());
    }

    /** One page of those in a strip. */
    private record Turn(List<Member> members, int page, int pages) {
        static Turn of(List<Member> rest, int page, int fitting, int fittingBesidePager) {
            int onEach = rest.size() <= fitting ? fitting : fittingBesidePager;
            int pages = Math.ceilDiv(rest.size(), onEach);
            int current = Math.clamp(page, 0, pages - 1);
            return new Turn(
                    rest.subList(current * onEach, Math.min(rest.size(), (current + 1) * onEach)), current, pages);
        }
    }

    /** A screen may have any shape and gets all there is; a camera's picture no more than its own shape. */
    private static List<Place> largeTiles(List<Member> large, Box area, int gap) {
        if (large.size() == 1 && large.getFirst().screen()) {
            return List.of(new Place(large.getFirst().id(), Place.Role.LARGE, area));
        }
        GridLayout grid = GridLayout.of(large.size(), new Space(area.width(), area.height(), gap));
        return rows(large, grid, area, gap, Place.Role.LARGE);
    }

    /** Rows of equal tiles, in the middle of an area; the last row may be shorter. */
    private static List<Place> rows(List<Member> members, GridLayout grid, Box area, int gap, Place.Role role) {
        int columns = grid.columns();
        int rowCount = Math.ceilDiv(members.size(), columns);
        int top = area.y() + middle(area.height(), rowCount, grid.tileHeight(), gap);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            int row = i / columns;
            int inRow = Math.min(columns, members.size() - row * columns);
            int left = area.x() + middle(area.width(), inRow, grid.tileWidth(), gap);
            places.add(new Place(
                    members.get(i).id(),
                    role,
                    new Box(
                            left + i % columns * (grid.tileWidth() + gap),
                            top + row * (grid.tileHeight() + gap),
                            grid.tileWidth(),
                            grid.tileHeight())));
        }
        return places;
    }

    private static int middle(int all, int count, int each, int gap) {
        return Math.max(0, Math.floorDiv(all - (count * (each + gap) - gap), 2));
    }
}
