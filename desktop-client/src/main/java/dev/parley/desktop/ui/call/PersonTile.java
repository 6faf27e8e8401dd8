package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Participant;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The tile of somebody else, with a way to their volume by mouse and keyboard. */
final class PersonTile extends MenuTile {
    private static final int GUEST_MARK = 4; // characters of the id, to tell guests apart

    private final Texts texts;
    private final Participant person;
    private final Actions actions;
    private final StringProperty name = new SimpleStringProperty("");
    private boolean pictures;

    /** What a person can ask of a tile. */
    interface Actions {
        /** What can be done about them. */
        void openMenu(PersonTile tile);

        /** To be large, or not any more. */
        void pin(PersonTile tile);
    }

    PersonTile(Participant person, PictureTicks ticks, Texts texts, Actions actions) {
        super(ticks, false, "volume-" + person.peerId());
        this.person = person;
        this.texts = texts;
        this.actions = actions;
        describeMenu(Bindings.createStringBinding(() -> texts.of("tile.menu", name.get()), name, texts.language()));
        getStyleClass().add("person");
        refresh();
    }

    @Override
    void openMenu() {
        actions.openMenu(this);
    }

    @Override
    void pin() {
        actions.pin(this);
    }

    Participant person() {
        return person;
    }

    /** As they call themselves, or how a guest is called. */
    String personName() {
        return name.get();
    }

    @Override
    void refresh() {
        String id = person.peerId();
        String own = person.displayName().strip();
        name.set(own.isEmpty() ? texts.of("call.guest", id.substring(Math.max(0, id.length() - GUEST_MARK))) : own);
        List<String> facts = new ArrayList<>(List.of(name.get()));
        if (!person.microphoneOn()) {
            facts.add(texts.of("call.tile.muted"));
        }
        if (!person.cameraOn()) {
            facts.add(texts.of("call.tile.camera-off"));
        }
        boolean spared = person.spared(false);
        if (spared) {
            facts.add(texts.of("data.spared"));
        }
        boolean undecodable = person.undecodable(false);
        if (undecodable) {
            facts.add(texts.of("tile.undecodable"));
        }
        quality().words().map(texts::of).ifPresent(facts::add);
        String shown = undecodable ? name.get() + " · " + texts.of("tile.undecodable") : name.get();
        show(name.get(), shown, !person.microphoneOn(), String.join(", ", facts));
        spared(spared);
        boolean wanted = person.cameraOn() && !spared;
        if (wanted != pictures) {
            pictures = wanted;
            person.show(wanted ? beginPictures() : null);
            if (!wanted) {
                endPictures();
            }
        }
    }

    void close() {
        person.show(null);
        endPictures();
    }
}
