package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.Seen;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.preferences.ViewChoice;
import dev.parley.desktop.ui.preferences.ViewChoice.Mode;
import dev.parley.desktop.ui.stage.StagePane;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tile.ScreenTile;
import dev.parley.desktop.ui.tile.Tile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everybody's tile on the stage, and those of shared screens: who is there, who is large, who speaks. */
final class PeopleStage implements AutoCloseable {
    /** One's own tile: no peer has an empty id. */
    static final String SELF = "";

    private static final String SCREEN = "screen-";

    private final Texts texts;
    private final LocalDevices devices;
    private final PictureTicks ticks;
    private final PreferencesFile preferences;
    private final Actions actions;
    private final SelfTile self;
    private final List<PersonTile> people = new ArrayList<>();
    private final Map<String, ScreenTile> screens = new LinkedHashMap<>();
    private final SpeakingMonitor speaking = new SpeakingMonitor();
    private final QualityWatch qualities;
    private final StagePane pane;
    private Optional<String> pinned = Optional.empty();
    private Optional<String> spotlight = Optional.empty();
    private Optional<String> speaker = Optional.empty();
    private boolean speakerTold;
    private Map<String, StagePane.Size> shown = Map.of();
    private boolean hidden;

    /** What comes of it. */
    interface Actions {
        /** What can be done about somebody is to be shown. */
        void openMenu(PersonTile tile);

        /** What can be done with one's own tile is to be shown. */
        void openOwnMenu();

        /** These pictures of the others are seen, and no others. */
        void seen(List<Seen> pictures);
    }

    /**
     * Oneself, and nobody else.
     *
     * @param name one's own, as the others see it
     * @param sent one's own figures, as they are at any moment
     */
    PeopleStage(
            String name,
            Texts texts,
            LocalDevices devices,
            PictureTicks ticks,
            PreferencesFile preferences,
            Supplier<Call.Figures> sent,
            Actions actions) {
        this.texts = texts;
        this.devices = devices;
        this.ticks = ticks;
        this.preferences = preferences;
        this.actions = actions;
        qualities = new QualityWatch(sent);
        self = new SelfTile(name, devices, ticks, texts, actions::openOwnMenu, () -> togglePin(SELF));
        pane = new StagePane(texts, preferences.current().view(), this::seen);
        pane.accessibleTextProperty().bind(texts.bound("call.people"));
        pane.add(new StagePane.Seat(SELF, self, true, false, () -> devices.isOn(Device.CAMERA)));
    }

    StagePane pane() {
        return pane;
    }

    Tile self() {
        return self;
    }

    /** The others, as they are at any moment. */
    List<PersonTile> people() {
        return Collections.unmodifiableList(people);
    }

    Optional<PersonTile> tileOf(String peerId) {
        return people.stream()
                .filter(tile -> tile.person().peerId().equals(peerId))
                .findFirst();
    }

    /** Somebody is there; nothing happens when they were already. */
    void add(Participant person) {
        if (tileOf(person.peerId()).isPresent()) {
            return;
        }
        PersonTile tile = new PersonTile(person, ticks, texts, new TileActions());
        double volume = preferences.current().volumeOf(tile.personName());
        if (volume != 1) {
            person.volume(volume);
        }
        people.add(tile);
        pane.add(new StagePane.Seat(person.peerId(), tile, false, false, person::cameraOn));
        bringScreenInStep(tile);
    }

    /** Somebody is otherwise now. */
    void changed(Participant person) {
        tileOf(person.peerId()).ifPresent(tile -> {
            tile.refresh();
            bringScreenInStep(tile);
            pane.refresh();
        });
    }

    /** Somebody is gone: who that was. */
    Optional<PersonTile> remove(Participant person) {
        Optional<PersonTile> gone = tileOf(person.peerId());
        gone.ifPresent(tile -> {
            endScreen(person);
            tile.close();
            people.remove(tile);
            pane.remove(person.peerId());
            speaking.forget(person.peerId());
            qualities.forget(person.peerId());
            if (isPinned(person.peerId())) {
                pinned = Optional.empty();
            }
            arrange();
        });
        return gone;
    }

    /** The language is another. */
    void relabel() {
        people.forEach(tile -> {
            tile.refresh();
            bringScreenInStep(tile);
        });
        showSelf();
    }

    /** Shows what one is to the others now. */
    void showSelf() {
        self.refresh();
        pane.refresh();
    }

    /** Whether somebody is pinned. */
    boolean isPinned(String id) {
        return pinned.filter(id::equals).isPresent();
    }

    /** Shows somebody large whatever happens, or not any more. */
    void togglePin(String id) {
        pinned = isPinned(id) ? Optional.empty() : Optional.of(id);
        arrange();
    }

    /** A moderator wants this one to be large for all; one's own wish comes first. */
    void spotlight(Optional<String> id) {
        spotlight = id;
        arrange();
    }

    /** The server says who speaks: it hears everybody, also those whom it does not forward. */
    void speaker(String peerId) {
        speakerTold = true;
        if (tileOf(peerId).isPresent() && !speaker.equals(Optional.of(peerId))) {
            speaker = Optional.of(peerId);
            arrange();
        }
    }

    ViewChoice view() {
        return preferences.current().view();
    }

    /** How the person likes to see the others from now on. */
    void view(ViewChoice view) {
        preferences.change(before -> before.withView(view));
        pane.view(view);
    }

    /** Only one is seen, or as many as one wants. */
    void single(boolean is) {
        pane.single(is);
    }

    /** The next way to see the others: nobody pinned, then the other mode. */
    ViewChoice switchView() {
        if (pinned.isPresent()) {
            pinned = Optional.empty();
            arrange();
        } else {
            view(view().withMode(view().mode() == Mode.GRID ? Mode.SPEAKER : Mode.GRID));
        }
        return view();
    }

    /** Who makes a sound right now gets a ring, who arrives badly a mark; to be called several times a second. */
    void measure() {
        long now = System.nanoTime();
        double loudest = 0;
        Optional<String> loudestId = Optional.empty();
        for (PersonTile tile : people) {
            double level = tile.person().microphoneOn() ? tile.person().level() : 0;
            boolean speaks = speaking.speaking(tile.person().peerId(), level, now);
            tile.speaking(speaks);
            if (speaks && level > loudest) {
                loudest = level;
                loudestId = Optional.of(tile.person().peerId());
            }
        }
        if (!speakerTold && loudestId.isPresent() && !loudestId.equals(speaker)) {
            speaker = loudestId;
            arrange();
        }
        qualities.look(self, people, now);
        double own = devices.isOn(Device.MICROPHONE) ? devices.level() : 0;
        self.speaking(speaking.speaking(SELF, own, now));
    }

    /** Who spoke last; empty while nobody has. */
    Optional<PersonTile> speaker() {
        return speaker.flatMap(this::tileOf);
    }

    /** The window is hidden, or not any more: then nothing is seen. */
    void hidden(boolean is) {
        hidden = is;
        tell();
    }

    private final class TileActions implements PersonTile.Actions {
        @Override
        public void openMenu(PersonTile tile) {
            actions.openMenu(tile);
        }

        @Override
        public void pin(PersonTile tile) {
            togglePin(tile.person().peerId());
        }
    }

    private void bringScreenInStep(PersonTile tile) {
        Participant person = tile.person();
        if (!person.screenOn()) {
            endScreen(person);
            return;
        }
        String id = SCREEN + person.peerId();
        ScreenTile known = screens.get(person.peerId());
        if (known == null) {
            ScreenTile begun = new ScreenTile(ticks, () -> {
                pinned = Optional.of(id);
                arrange();
            });
            begun.setId(id);
            screens.put(person.peerId(), begun);
            pane.add(new StagePane.Seat(id, begun, false, true, () -> true));
            person.showScreen(begun.beginPictures());
            known = begun;
        }
        String whose = texts.of("share.of", tile.personName());
        String note = person.undecodable(true) ? "tile.undecodable" : person.spared(true) ? "data.spared" : "";
        known.show(note.isEmpty() ? whose : whose + " · " + texts.of(note));
    }

    private void endScreen(Participant person) {
        ScreenTile ended = screens.remove(person.peerId());
        if (ended != null) {
            person.showScreen(null);
            ended.endPictures();
            pane.remove(SCREEN + person.peerId());
        }
    }

    private void arrange() {
        pane.interest(pinned.or(() -> spotlight), speaker);
    }

    private void seen(Map<String, StagePane.Size> now) {
        shown = now;
        // One that shares the place with others is small: it is chosen first.
        screens.forEach((peerId, screen) -> screen.large(isAlone(SCREEN + peerId)));
        tell();
    }

    private boolean isAlone(String id) {
        return pane.isLarge(id)
                && screens.keySet().stream()
                        .map(peerId -> SCREEN + peerId)
                        .noneMatch(other -> !other.equals(id) && pane.isLarge(other));
    }

    private void tell() {
        double scale = pane.getScene() == null || pane.getScene().getWindow() == null
                ? 1
                : pane.getScene().getWindow().getRenderScaleX();
        List<Seen> seen = new ArrayList<>();
        if (!hidden) {
            shown.forEach((id, size) -> {
                boolean screen = id.startsWith(SCREEN);
                String peerId = screen ? id.substring(SCREEN.length()) : id;
                int width = (int) Math.round(size.width() * scale);
                int height = (int) Math.round(size.height() * scale);
                if (!id.equals(SELF) && width > 0 && height > 0) {
                    seen.add(new Seen(peerId, screen, width, height));
                }
            });
        }
        actions.seen(seen);
    }

    @Override
    public void close() {
        self.close();
        people.forEach(tile -> {
            endScreen(tile.person());
            tile.close();
        });
    }
}
