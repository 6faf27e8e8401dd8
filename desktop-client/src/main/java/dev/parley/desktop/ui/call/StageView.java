package dev.parley.desktop.ui.call;

import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tile.ScreenTile;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * What is large: whom one pinned, else a shared screen, else whom a moderator shows to all, else who speaks if one wants
 * that. Makes the tiles of shared screens.
 */
final class StageView {
    private final PeopleGrid grid;
    private final PictureTicks ticks;
    private final Texts texts;
    private final Map<String, ScreenTile> screens = new LinkedHashMap<>();
    private List<PersonTile> people = List.of();
    private Optional<String> spotlight = Optional.empty();
    private String pinned = "";
    private String screen = "";
    private String speaker = "";
    private boolean speakerLarge;

    StageView(PeopleGrid grid, PictureTicks ticks, Texts texts) {
        this.grid = grid;
        this.ticks = ticks;
        this.texts = texts;
    }

    /** These are there now, and this one of them is shown large to all. */
    void refresh(List<PersonTile> present, Optional<String> toAll) {
        people = List.copyOf(present);
        spotlight = toAll;
        Set<String> sharing = new HashSet<>();
        for (PersonTile tile : people) {
            if (tile.person().screenOn()) {
                sharing.add(tile.person().peerId());
                screens.computeIfAbsent(tile.person().peerId(), peerId -> begin(tile))
                        .show(texts.of("share.of", tile.personName()));
            }
        }
        for (String peerId : List.copyOf(screens.keySet())) {
            if (!sharing.contains(peerId)) {
                end(peerId);
            }
        }
        arrange();
    }

    private ScreenTile begin(PersonTile tile) {
        String peerId = tile.person().peerId();
        ScreenTile begun = new ScreenTile(ticks, () -> {
            screen = peerId;
            pinned = "";
            arrange();
        });
        begun.setId("screen-" + peerId);
        grid.add(begun);
        tile.person().showScreen(begun.beginPictures());
        screen = peerId; // the newest is what is talked about
        return begun;
    }

    private void end(String peerId) {
        ScreenTile ended = screens.remove(peerId);
        people.stream()
                .filter(tile -> tile.person().peerId().equals(peerId))
                .forEach(tile -> tile.person().showScreen(null));
        if (ended != null) {
            ended.endPictures();
            grid.remove(ended);
        }
        if (screen.equals(peerId)) {
            screen = screens.isEmpty() ? "" : List.copyOf(screens.keySet()).getLast();
        }
    }

    /** Whether somebody is pinned. */
    boolean isPinned(String peerId) {
        return pinned.equals(peerId);
    }

    /** Shows somebody large whatever happens, or not any more. */
    void togglePin(String peerId) {
        pinned = isPinned(peerId) ? "" : peerId;
        arrange();
    }

    /** Shows who speaks large, or everybody alike; whether it is the former now. */
    boolean toggleSpeaker() {
        speakerLarge = !speakerLarge;
        pinned = "";
        arrange();
        return speakerLarge;
    }

    /** Whether who speaks is large. */
    boolean speakerLarge() {
        return speakerLarge;
    }

    /** This one speaks now. */
    void speaks(String peerId) {
        if (!speaker.equals(peerId)) {
            speaker = peerId;
            arrange();
        }
    }

    private void arrange() {
        Region large = choose();
        screens.values().forEach(each -> each.large(each.equals(large)));
        grid.enlarge(large);
    }

    private @Nullable Region choose() {
        Optional<PersonTile> one = tileOf(pinned);
        if (one.isPresent()) {
            return one.get();
        }
        ScreenTile shared = screens.get(screen);
        if (shared != null) {
            return shared;
        }
        one = spotlight.flatMap(this::tileOf);
        if (one.isEmpty() && speakerLarge) {
            one = tileOf(speaker).or(() -> people.stream().findFirst());
        }
        return one.orElse(null);
    }

    private Optional<PersonTile> tileOf(String peerId) {
        return people.stream()
                .filter(tile -> tile.person().peerId().equals(peerId))
                .findFirst();
    }

    void close() {
        List.copyOf(screens.keySet()).forEach(this::end);
    }
}
