package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Participant;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The tile of somebody else, with a way to their volume by mouse and keyboard. */
final class PersonTile extends Tile {
    private static final double BUTTON = 40; // logical pixels
    private static final int GUEST_MARK = 4; // characters of the id, to tell guests apart

    private final Texts texts;
    private final Participant person;
    private final RoundButton menu;
    private final StringProperty name = new SimpleStringProperty("");
    private boolean pictures;
    private Quality quality = Quality.GOOD;

    PersonTile(Participant person, PictureTicks ticks, Texts texts, Consumer<PersonTile> onVolume) {
        super(ticks, false);
        this.person = person;
        this.texts = texts;
        setFocusTraversable(true);
        getStyleClass().add("person");
        menu = new RoundButton("volume-" + person.peerId(), Drawing.MORE, () -> onVolume.accept(this))
                .styled("on-picture")
                .labelled(
                        Bindings.createStringBinding(() -> texts.of("tile.menu", name.get()), name, texts.language()));
        // By keyboard the tile itself is pressed.
        menu.setFocusTraversable(false);
        menu.visibleProperty().bind(hoverProperty().or(focusedProperty()));
        addPart(menu);
        setOnContextMenuRequested(request -> {
            request.consume();
            onVolume.accept(this);
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                key.consume();
                onVolume.accept(this);
            }
        });
        setOnMouseClicked(click -> requestFocus());
        refresh();
    }

    Participant person() {
        return person;
    }

    /** As they call themselves, or how a guest is called. */
    String personName() {
        return name.get();
    }

    /** Shows the facts of this moment. */
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
        if (quality != Quality.GOOD) {
            facts.add(texts.of(quality == Quality.FAIR ? "quality.fair" : "quality.poor"));
        }
        show(name.get(), name.get(), !person.microphoneOn(), String.join(", ", facts));
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

    /** Shows how well this person arrives; good is not shown. */
    void quality(Quality now) {
        if (quality != now) {
            quality = now;
            badly(now != Quality.GOOD, now == Quality.POOR);
            refresh();
        }
    }

    /** What is shown of how well this person arrives. */
    Quality qualityShown() {
        return quality;
    }

    void close() {
        person.show(null);
        endPictures();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        menu.resizeRelocate(getWidth() - BUTTON - 6, 6, BUTTON, BUTTON);
    }
}
