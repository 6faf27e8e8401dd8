package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.device.SourceButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Room, switches and link: three parts that the screen puts along its edges. */
final class ControlBar {
    /** What a person can do here. */
    interface Actions {
        void settings();

        void statistics();

        void leave();
    }

    private final Texts texts;
    private final Label count = new Label();
    private final SourceButton microphone;
    private final SourceButton camera;
    private final RoundButton statistics;
    private final HBox room;
    private final HBox controls;
    private final HBox link;
    private final CopyLinkButton copy;

    ControlBar(String roomName, LocalDevices devices, Texts texts, CopyLinkButton copy, Actions actions) {
        this.texts = texts;
        this.copy = copy;
        microphone = new SourceButton("mute", Device.MICROPHONE, Shortcut.MUTE.shown(), devices, texts);
        camera = new SourceButton("camera", Device.CAMERA, Shortcut.CAMERA.shown(), devices, texts);
        statistics = new RoundButton("statistics-button", Drawing.STATISTICS, actions::statistics)
                .labelled(labelled("call.statistics", Shortcut.STATISTICS));
        RoundButton settings = new RoundButton("settings", Drawing.SETTINGS, actions::settings)
                .labelled(labelled("call.settings", Shortcut.SETTINGS));
        RoundButton leave = new RoundButton("leave", Drawing.LEAVE, actions::leave)
                .styled("danger")
                .labelled(labelled("call.leave", Shortcut.LEAVE));
        Label name = new Label(roomName);
        name.setId("room-name");
        name.getStyleClass().add("bar-room-name");
        name.setMinWidth(0);
        count.setId("people-count");
        count.getStyleClass().add("count");
        count.setGraphic(new Icon(Drawing.PEOPLE, 20));
        count.setMinWidth(Label.USE_PREF_SIZE);
        room = new HBox(12, name, count);
        room.setAlignment(Pos.CENTER_LEFT);
        room.setMinWidth(0);
        controls = new HBox(12, microphone.button(), camera.button(), statistics, settings, leave);
        controls.setAlignment(Pos.CENTER);
        controls.setAccessibleRole(AccessibleRole.TOOL_BAR);
        controls.accessibleTextProperty().bind(texts.bound("call.controls"));
        link = new HBox(copy);
        link.setAlignment(Pos.CENTER_RIGHT);
        link.setFillHeight(false);
    }

    HBox room() {
        return room;
    }

    HBox controls() {
        return controls;
    }

    HBox link() {
        return link;
    }

    void showCount(int people) {
        count.setText(texts.number(people, 0));
        count.setAccessibleText(
                people == 1 ? texts.of("call.person") : texts.of("call.persons", texts.number(people, 0)));
    }

    /** Draws the eye to the link as long as no one else is there. */
    void alone(boolean alone) {
        copy.prominent(alone);
    }

    void statisticsShown(boolean shown) {
        statistics.chosen(shown);
    }

    void close() {
        microphone.close();
        camera.close();
        copy.close();
    }

    private StringBinding labelled(String key, Shortcut shortcut) {
        return Bindings.createStringBinding(
                () -> texts.of("call.with-key", texts.of(key), shortcut.shown()), texts.language());
    }
}
