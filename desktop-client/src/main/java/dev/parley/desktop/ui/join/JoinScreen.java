package dev.parley.desktop.ui.join;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.device.DevicePickers;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.device.Preview;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Mark;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** See and hear oneself, choose devices, say where to, then join. */
public final class JoinScreen extends StackPane implements AutoCloseable {
    private final LocalDevices devices;
    private final Preview preview;
    private final DevicePickers pickers;
    private final JoinForm form;

    /** What a person can do here. */
    public interface Actions {
        /** Joins; the form is busy until {@link #failed} or until the screen is gone. */
        void join(JoinRequest request);

        /** Gives up joining. */
        void cancel();

        /** Opens the settings. */
        void settings();
    }

    public JoinScreen(
            Texts texts, LocalDevices devices, PictureTicks ticks, PreferencesFile preferences, Actions actions) {
        this.devices = devices;
        getStyleClass().add("join");
        setId("join-screen");
        preview = new Preview(devices, ticks, texts, true);
        pickers = new DevicePickers(devices, texts);
        form = new JoinForm(texts, devices, preferences.current(), actions, preview::name);
        JoinColumns columns = new JoinColumns(preview, pickers, form);
        VBox page = new VBox(header(texts, actions), columns);
        page.getStyleClass().add("join-page");
        VBox.setVgrow(columns, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        getChildren().add(scroll);
    }

    /** Puts the cursor where something is missing, or on the button. */
    public void begin() {
        // What scrolls is in the scene only once it is styled; before, it cannot have the focus.
        applyCss();
        layout();
        form.begin();
    }

    /** Fills the fields, as from a link that was opened; what is empty stays as it is. */
    public void prefill(String server, String room, String name) {
        form.prefill(server, room, name);
    }

    /** Fills in where a link leads, with its invitation, which counts until another server or room is typed. */
    public void open(Place place) {
        form.open(place);
    }

    /** Joins with what the fields hold, or complains at the first that is wrong. */
    public void submit() {
        form.submit();
    }

    /** Joining failed: says why at the field it belongs to. */
    public void failed(JoinProblem problem) {
        form.failed(problem);
    }

    /** Joining was given up. */
    public void idle() {
        form.idle();
    }

    /** The same keys as in the call, as far as they mean something here. */
    public void shortcut(Shortcut shortcut) {
        switch (shortcut) {
            case MUTE -> devices.toggle(Device.MICROPHONE);
            case CAMERA -> devices.toggle(Device.CAMERA);
            case CHAT, HAND, VIEW, SHARE, COPY_LINK, STATISTICS, LEAVE, HELP -> {}
        }
    }

    @Override
    public void close() {
        preview.close();
        pickers.close();
        form.close();
    }

    private static HBox header(Texts texts, Actions actions) {
        Label brand = new Label();
        brand.getStyleClass().add("brand");
        brand.textProperty().bind(texts.bound("app.name"));
        brand.setGraphic(new Mark(30));
        brand.setGraphicTextGap(10);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        RoundButton settings = new RoundButton("settings", Drawing.SETTINGS, actions::settings)
                .styled("bare")
                .labelled(texts.bound("call.settings"));
        HBox header = new HBox(brand, gap, settings);
        header.getStyleClass().add("page-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }
}
