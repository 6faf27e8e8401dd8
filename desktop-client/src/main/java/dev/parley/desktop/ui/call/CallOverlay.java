package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Processing;
import dev.parley.desktop.call.LocalMedia.VideoCodec;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.share.ShareBar;
import dev.parley.desktop.ui.share.ShareControl;
import dev.parley.desktop.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What is said above the tiles: how the connection is, what is shared, that nobody is there yet, and what happens. */
final class CallOverlay extends StackPane {
    private final Texts texts;
    private final Label waiting = new Label();

    CallOverlay(
            Texts texts,
            LocalDevices devices,
            ConnectionBanner banner,
            ShareControl share,
            News news,
            StatisticsPanel statistics) {
        this.texts = texts;
        waiting.setId("waiting");
        waiting.getStyleClass().add("waiting");
        waiting.setWrapText(true);
        waiting.setMinHeight(USE_PREF_SIZE);
        waiting.managedProperty().bind(waiting.visibleProperty());
        Notes notes = new Notes(texts);
        if (devices.videoCodec() == VideoCodec.PURE_JAVA) {
            notes.add("note.pure-java");
        }
        if (devices.processing() == Processing.MISSING) {
            notes.add("note.headphones");
        }
        VBox middle = new VBox(10, banner, new ShareBar(share, texts), waiting, notes, news);
        middle.setAlignment(Pos.TOP_CENTER);
        middle.setPickOnBounds(false);
        getChildren().addAll(middle, statistics);
        getStyleClass().add("overlay");
        setPickOnBounds(false);
        setAlignment(statistics, Pos.BOTTOM_LEFT);
    }

    /** Says what one waits for, if one does: to be let in, to be in, or for somebody else. */
    void showWaiting(CallState state, boolean alone) {
        boolean joining = state instanceof CallState.Joining;
        boolean knocking = state instanceof CallState.Knocking;
        waiting.setVisible(alone || joining || knocking);
        waiting.setText(texts.of(knocking ? "lobby.title" : joining ? "join.joining" : "call.alone"));
    }
}
