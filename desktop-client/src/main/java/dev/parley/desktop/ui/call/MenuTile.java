package dev.parley.desktop.ui.call;

import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.tile.Tile;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

/** A tile with a menu, by mouse and by keyboard, that a double click makes large, and a mark where it goes badly. */
abstract class MenuTile extends Tile {
    private static final double BUTTON = 40; // logical pixels

    private final RoundButton menu;
    private Quality quality = Quality.GOOD;

    /** @param id of the button, by which tests find it */
    MenuTile(PictureTicks ticks, boolean mirrored, String id) {
        super(ticks, mirrored);
        setFocusTraversable(true);
        menu = new RoundButton(id, Drawing.MORE, this::openMenu).styled("on-picture");
        // By keyboard the tile itself is pressed.
        menu.setFocusTraversable(false);
        menu.visibleProperty().bind(hoverProperty().or(focusedProperty()));
        addPart(menu);
        setOnContextMenuRequested(request -> {
            request.consume();
            openMenu();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                key.consume();
                openMenu();
            }
        });
        setOnMouseClicked(click -> {
            requestFocus();
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                pin();
            }
        });
    }

    /** The person wants to know what can be done. */
    abstract void openMenu();

    /** The person wants this one large, or not any more. */
    abstract void pin();

    /** Says what the button opens. */
    final void describeMenu(ObservableValue<String> words) {
        menu.labelled(words);
    }

    /** Shows the facts of this moment. */
    abstract void refresh();

    /** Shows how well it goes; good is not shown. */
    final void quality(Quality now) {
        if (quality != now) {
            quality = now;
            badly(now != Quality.GOOD, now == Quality.POOR);
            refresh();
        }
    }

    /** What is shown of how well it goes. */
    final Quality quality() {
        return quality;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        menu.resizeRelocate(getWidth() - BUTTON - 6, 6, BUTTON, BUTTON);
    }
}
