package dev.parley.desktop.ui.share;

import dev.parley.desktop.call.LocalScreen.State;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Says that one's screen is shared, for as long as it is, with the ways to freeze and to end it. */
public final class ShareBar extends HBox {
    public ShareBar(ShareControl share, Texts texts) {
        super(12);
        setId("share-bar");
        getStyleClass().addAll("waiting", "share-bar");
        setAlignment(Pos.CENTER);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label words = new Label();
        words.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of(share.state().get() == State.FROZEN ? "share.frozen" : "share.on"),
                        share.state(),
                        texts.language()));
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        Button freeze = Buttons.text("freeze", Buttons.Kind.QUIET, texts.bound("share.freeze"), share::toggleFreeze);
        freeze.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of(share.state().get() == State.FROZEN ? "share.unfreeze" : "share.freeze"),
                        share.state(),
                        texts.language()));
        freeze.accessibleTextProperty().bind(freeze.textProperty());
        Button stop = Buttons.text("stop-sharing", Buttons.Kind.DANGER, texts.bound("share.stop"), share::stop);
        for (Button button : new Button[] {freeze, stop}) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().addAll(new Icon(Drawing.SCREEN, 20), words, freeze, stop);
        managedProperty().bind(visibleProperty());
        share.state().subscribe(state -> setVisible(state != State.OFF));
    }
}
