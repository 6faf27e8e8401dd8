package dev.parley.desktop.ui.stage;

import dev.parley.desktop.ui.preferences.ViewChoice;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** The tiles of everyone and of what is shared, arranged as the person likes to see them; what has no room is on other pages. */
public final class StagePane extends Pane {
    private static final double NARROW = 760; // logical pixels; from there on there is more air
    private static final PseudoClass FLOATING = PseudoClass.getPseudoClass("floating");

    /**
     * A tile that can be seen.
     *
     * @param self whether it is one's own
     * @param screen whether it shows a screen
     * @param video whether there is a picture, or one is announced
     */
    public record Seat(String id, Region tile, boolean self, boolean screen, BooleanSupplier video) {}

    /** How large a tile is that is seen, in logical pixels. */
    public record Size(int width, int height) {}

    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final Pager pager;
    private final Consumer<Map<String, Size>> onShown;
    private ViewChoice choice;
    private Optional<String> pinned = Optional.empty();
    private Optional<String> speaker = Optional.empty();
    private int page;
    private boolean single;
    private Arrangement arrangement = Arrangement.onOnePage(List.of());

    /** @param onShown told which tiles are seen, when that or their size may have changed */
    public StagePane(Texts texts, ViewChoice choice, Consumer<Map<String, Size>> onShown) {
        this.choice = choice;
        this.onShown = onShown;
        setId("people");
        pager = new Pager(texts, this::turnTo);
        texts.language().subscribe(language -> pager.show(arrangement.page(), arrangement.pages()));
        getChildren().add(pager);
    }

    /** One more; one's own stays the last. */
    public void add(Seat seat) {
        seats.put(seat.id(), seat);
        int ours = (int) seats.values().stream().filter(Seat::self).count();
        int at = getChildren().size() - 1 - (seat.self() ? 0 : ours);
        getChildren().add(at, seat.tile());
    }

    /** One less. */
    public void remove(String id) {
        Seat seat = seats.remove(id);
        if (seat != null) {
            getChildren().remove(seat.tile());
        }
    }

    /** Something about somebody is otherwise now. */
    public void refresh() {
        requestLayout();
    }

    /** As the person likes to see the others from now on. */
    public void view(ViewChoice next) {
        if (!choice.equals(next)) {
            choice = next;
            page = 0;
            requestLayout();
        }
    }

    /** Who is to be large whatever happens, and whoever spoke last. */
    public void interest(Optional<String> toBeLarge, Optional<String> speaking) {
        if (!pinned.equals(toBeLarge) || !speaker.equals(speaking)) {
            pinned = toBeLarge;
            speaker = speaking;
            requestLayout();
        }
    }

    /** Only one is seen, the largest or whoever speaks, or as many as there is room for. */
    public void single(boolean is) {
        single = is;
        requestLayout();
    }

    /** How many pages there are. */
    public int pages() {
        return arrangement.pages();
    }

    /** Whether somebody is large at present. */
    public boolean isLarge(String id) {
        return arrangement.places().stream()
                .anyMatch(place -> place.id().equals(id) && place.role() == Place.Role.LARGE);
    }

    private void turnTo(int other) {
        page = other;
        requestLayout();
    }

    private static Insets margin(double width) {
        return width < NARROW ? new Insets(8, 8, 0, 8) : new Insets(12, 12, 0, 12);
    }

    @Override
    protected void layoutChildren() {
        Insets margin = margin(getWidth());
        Space space = new Space(
                (int) Math.max(0, getWidth() - margin.getLeft() - margin.getRight()),
                (int) Math.max(0, getHeight() - margin.getTop() - margin.getBottom()),
                getWidth() < NARROW ? 8 : 10);
        Interest interest = new Interest(pinned, speaker, page);
        arrangement = single
                ? StageLayout.single(members(), interest, space)
                : StageLayout.arrange(members(), choice, interest, space);
        if (!single) {
            page = arrangement.page();
        }
        Map<String, Size> shown = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        arrangement.places().forEach(place -> places.put(place.id(), place));
        for (Seat seat : seats.values()) {
            Place place = places.get(seat.id());
            seat.tile().setVisible(place != null);
            if (place != null) {
                seat.tile().pseudoClassStateChanged(FLOATING, place.role() == Place.Role.FLOATING);
                put(seat.tile(), place.box(), margin);
                shown.put(seat.id(), new Size(place.box().width(), place.box().height()));
            }
        }
        pager.show(arrangement.page(), arrangement.pages());
        arrangement.pager().ifPresent(box -> put(pager, box, margin));
        onShown.accept(shown);
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        seats.values()
                .forEach(seat -> members.add(
                        new Member(seat.id(), seat.self(), seat.video().getAsBoolean(), seat.screen())));
        members.sort(Comparator.comparing(Member::self));
        return members;
    }

    private static void put(Region node, Box box, Insets margin) {
        node.resizeRelocate(
                margin.getLeft() + box.x(),
                margin.getTop() + box.y(),
                Math.max(0, box.width()),
                Math.max(0, box.height()));
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }
}
