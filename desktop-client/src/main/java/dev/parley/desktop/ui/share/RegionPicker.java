package dev.parley.desktop.ui.share;

import dev.parley.desktop.call.LocalScreen.Choice;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/** Lets a person draw a frame on any screen: each is covered by a shade until one is drawn or Escape is pressed. */
final class RegionPicker {
    private static final double LEAST = 16; // logical pixels; less was a click
    private static final double HINT_TOP = 48;

    private final Texts texts;
    private final List<Choice> choices;
    private final Consumer<Choice> onPicked;
    private final List<Stage> shades = new ArrayList<>();

    /**
     * Not open yet.
     *
     * @param choices the screens in the system's own coordinates
     * @param onPicked is given what was drawn, in those too
     */
    RegionPicker(Texts texts, List<Choice> choices, Consumer<Choice> onPicked) {
        this.texts = texts;
        this.choices = choices;
        this.onPicked = onPicked;
    }

    void open() {
        Screen.getScreens().forEach(this::shade);
        shades.getFirst().requestFocus();
    }

    private void close() {
        shades.forEach(Stage::close);
        shades.clear();
    }

    private void shade(Screen screen) {
        Rectangle2D bounds = screen.getBounds();
        Label hint = new Label(texts.of("share.region-hint"));
        hint.setId("region-hint");
        hint.setStyle("-fx-background-color: rgba(12,18,17,0.86); -fx-text-fill: white; -fx-background-radius: 12px;"
                + " -fx-padding: 12px 20px 12px 20px; -fx-font-size: 16px;");
        Region frame = new Region();
        frame.setManaged(false);
        frame.setStyle("-fx-border-color: white, #0b7465; -fx-border-width: 1px, 3px; -fx-border-insets: -1px, 0;"
                + " -fx-background-color: rgba(255,255,255,0.18);");
        frame.setVisible(false);
        Pane pane = new Pane(frame, hint);
        pane.setStyle("-fx-background-color: rgba(12,18,17,0.35);");
        pane.setCursor(Cursor.CROSSHAIR);
        hint.layoutXProperty()
                .bind(pane.widthProperty().subtract(hint.widthProperty()).divide(2));
        hint.setLayoutY(HINT_TOP);
        hint.setMouseTransparent(true);
        Scene scene = new Scene(pane, Color.TRANSPARENT);
        double[] from = new double[2];
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, press -> {
            from[0] = press.getX();
            from[1] = press.getY();
        });
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, drag -> {
            frame.setVisible(true);
            frame.resizeRelocate(
                    Math.min(from[0], drag.getX()),
                    Math.min(from[1], drag.getY()),
                    Math.abs(drag.getX() - from[0]),
                    Math.abs(drag.getY() - from[1]));
        });
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, release -> {
            if (frame.isVisible() && frame.getWidth() >= LEAST && frame.getHeight() >= LEAST) {
                close();
                onPicked.accept(inSystem(bounds, frame));
            }
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                close();
            }
        });
        Stage shade = new Stage(StageStyle.TRANSPARENT);
        shade.setTitle(texts.of("share.region"));
        shade.setScene(scene);
        shade.setAlwaysOnTop(true);
        shade.setX(bounds.getMinX());
        shade.setY(bounds.getMinY());
        shade.setWidth(bounds.getWidth());
        shade.setHeight(bounds.getHeight());
        shades.add(shade);
        shade.show();
    }

    /** Screens may be scaled: what was drawn is as much of the system's screen as it is of JavaFX's. */
    private Choice inSystem(Rectangle2D bounds, Region frame) {
        Choice screen = choices.stream()
                .min(Comparator.comparingDouble(
                        each -> Math.abs(each.x() - bounds.getMinX()) + Math.abs(each.y() - bounds.getMinY())))
                .orElseThrow();
        double across = screen.width() / bounds.getWidth();
        double down = screen.height() / bounds.getHeight();
        return new Choice(
                screen.name(),
                screen.x() + (int) Math.round(frame.getLayoutX() * across),
                screen.y() + (int) Math.round(frame.getLayoutY() * down),
                (int) Math.round(frame.getWidth() * across),
                (int) Math.round(frame.getHeight() * down));
    }
}
