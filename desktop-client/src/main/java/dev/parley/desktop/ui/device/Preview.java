package dev.parley.desktop.ui.device;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.control.LevelMeter;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tile.Tile;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** Oneself: mirrored picture, the two switches, and the level of the microphone. */
public final class Preview extends VBox implements AutoCloseable {
    private final LocalDevices devices;
    private final Texts texts;
    private final Tile tile;
    private final SelfPicture picture;
    private final Label hint = new Label();
    private final SourceButton microphone;
    private final SourceButton camera;
    private final Subscription subscriptions;
    private String name = "";

    /** @param switches whether microphone and camera can be switched here */
    public Preview(LocalDevices devices, PictureTicks ticks, Texts texts, boolean switches) {
        super(14);
        this.devices = devices;
        this.texts = texts;
        tile = new Tile(ticks, true);
        tile.nameless();
        picture = new SelfPicture(devices, tile);
        hint.getStyleClass().add("preview-hint");
        hint.setMouseTransparent(true);
        microphone = new SourceButton("mute", Device.MICROPHONE, "M", devices, texts);
        camera = new SourceButton("camera", Device.CAMERA, "V", devices, texts);
        getChildren().addAll(new Picture(switches), levelRow());
        subscriptions = devices.state(Device.CAMERA)
                .subscribe(state -> render())
                .and(texts.language().subscribe(language -> render()));
    }

    /** Whose initials are shown without a picture. */
    public void name(String typed) {
        name = typed.strip();
        render();
    }

    @Override
    public void close() {
        picture.close();
        microphone.close();
        camera.close();
        subscriptions.unsubscribe();
    }

    private HBox levelRow() {
        LevelMeter meter = new LevelMeter(() -> devices.isOn(Device.MICROPHONE) ? devices.level() : 0);
        meter.setId("mic-level");
        meter.accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of(devices.isOn(Device.MICROPHONE) ? "device.level" : "device.level.off"),
                        devices.state(Device.MICROPHONE),
                        texts.language()));
        HBox.setHgrow(meter, Priority.ALWAYS);
        HBox row = new HBox(10, new Icon(Drawing.MICROPHONE, 20), meter);
        row.getStyleClass().add("level-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void render() {
        String shown = name.isEmpty() ? texts.of("preview.you") : name;
        tile.show(shown, shown, false, texts.of("join.preview"));
        LocalDevices.State state = devices.state(Device.CAMERA).get();
        String key;
        if (state.starting()) {
            key = "preview.starting";
        } else if (state.problem().isPresent()) {
            key = "preview.failed";
        } else {
            key = "preview.off";
        }
        hint.setVisible(!state.on());
        hint.setText(texts.of(key));
    }

    /** As high as a camera's picture is for its width. */
    private final class Picture extends Region {
        private static final double ASPECT = 16.0 / 9;
        private static final double NARROW = 500; // logical pixels; below, the switches need more height
        private static final double NARROW_ASPECT = 4.0 / 3;
        private final HBox switches = new HBox(14, microphone.button(), camera.button());

        Picture(boolean shown) {
            switches.setVisible(shown);
            switches.setAlignment(Pos.CENTER);
            switches.setPickOnBounds(false);
            getChildren().addAll(tile, hint, switches);
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            boolean narrow = width >= 0 && width < NARROW && switches.isVisible();
            return Math.rint((width < 0 ? 480 : width) / (narrow ? NARROW_ASPECT : ASPECT));
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected double computePrefWidth(double height) {
            return 480;
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double height = getHeight();
            tile.resizeRelocate(0, 0, width, height);
            double hintWidth = Math.min(hint.prefWidth(-1), width - 32);
            hint.resizeRelocate(Math.rint((width - hintWidth) / 2), 16, hintWidth, hint.prefHeight(hintWidth));
            double high = switches.prefHeight(-1);
            switches.resizeRelocate(0, height - high - 16, width, high);
        }
    }
}
