package dev.parley.desktop.ui.share;

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

/** Covers one screen; a frame is drawn on it by the mouse, or moved by the arrow keys and sized by them with Shift. */
final class RegionShade {
    private static final double LEAST = 16; // logical pixels; less was a click
    private static final double STEP = 16; // by one press of an arrow key
    private static final double HINT_TOP = 48;

    private final Rectangle2D bounds;
    private final Region frame = new Region();
    private final Stage stage = new Stage(StageStyle.TRANSPARENT);
    private final Consumer<Rectangle2D> onDrawn;
    private double fromX;
    private double fromY;

    /**
     * Not shown yet.
     *
     * @param onDrawn is given the frame, on this screen
     * @param onGivenUp Escape was pressed
     */
    RegionShade(Screen screen, String title, String hint, Consumer<Rectangle2D> onDrawn, Runnable onGivenUp) {
        this.onDrawn = onDrawn;
        bounds = screen.getBounds();
        frame.setManaged(false);
        frame.setStyle("-fx-border-color: white, #0b7465; -fx-border-width: 1px, 3px; -fx-border-insets: -1px, 0;"
                + " -fx-background-color: rgba(255,255,255,0.18);");
        frame.setVisible(false);
        Pane pane = new Pane(frame, hint(hint));
        pane.setStyle("-fx-background-color: rgba(12,18,17,0.35);");
        pane.setCursor(Cursor.CROSSHAIR);
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, press -> {
            fromX = press.getX();
            fromY = press.getY();
        });
        pane.addEventHandler(
                MouseEvent.MOUSE_DRAGGED,
                drag -> show(
                        Math.min(fromX, drag.getX()),
                        Math.min(fromY, drag.getY()),
                        Math.abs(drag.getX() - fromX),
                        Math.abs(drag.getY() - fromY)));
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, release -> accept());
        Scene scene = new Scene(pane, Color.TRANSPARENT);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            switch (key.getCode()) {
                case ESCAPE -> onGivenUp.run();
                case ENTER -> accept();
                case LEFT, RIGHT, UP, DOWN -> move(key.getCode(), key.isShiftDown());
                default -> {}
            }
        });
        stage.setTitle(title);
        stage.setScene(scene);
        stage.setAlwaysOnTop(true);
        stage.setX(bounds.getMinX());
        stage.setY(bounds.getMinY());
        stage.setWidth(bounds.getWidth());
        stage.setHeight(bounds.getHeight());
    }

    void open() {
        stage.show();
    }

    void close() {
        stage.close();
    }

    void focus() {
        stage.requestFocus();
    }

    private Label hint(String words) {
        Label hint = new Label(words);
        hint.setId("region-hint");
        hint.setStyle("-fx-background-color: rgba(12,18,17,0.86); -fx-text-fill: white; -fx-background-radius: 12px;"
                + " -fx-padding: 12px 20px 12px 20px; -fx-font-size: 16px;");
        hint.layoutXProperty()
                .bind(hint.widthProperty().subtract(bounds.getWidth()).divide(-2));
        hint.setLayoutY(HINT_TOP);
        hint.setMouseTransparent(true);
        return hint;
    }

    /** The first key shows a frame around the middle of the screen. */
    private void move(KeyCode key, boolean size) {
        if (!frame.isVisible()) {
            show(bounds.getWidth() / 4, bounds.getHeight() / 4, bounds.getWidth() / 2, bounds.getHeight() / 2);
            return;
        }
        double across = key == KeyCode.LEFT ? -STEP : key == KeyCode.RIGHT ? STEP : 0;
        double down = key == KeyCode.UP ? -STEP : key == KeyCode.DOWN ? STEP : 0;
        double x = frame.getLayoutX();
        double y = frame.getLayoutY();
        double width = frame.getWidth();
        double height = frame.getHeight();
        if (size) {
            show(
                    x,
                    y,
                    Math.clamp(width + across, LEAST, bounds.getWidth() - x),
                    Math.clamp(height + down, LEAST, bounds.getHeight() - y));
        } else {
            show(
                    Math.clamp(x + across, 0, bounds.getWidth() - width),
                    Math.clamp(y + down, 0, bounds.getHeight() - height),
                    width,
                    height);
        }
    }

    private void show(double x, double y, double width, double height) {
        frame.setVisible(true);
        frame.resizeRelocate(x, y, width, height);
    }

    private void accept() {
        if (frame.isVisible() && frame.getWidth() >= LEAST && frame.getHeight() >= LEAST) {
            onDrawn.accept(
                    new Rectangle2D(frame.getLayoutX(), frame.getLayoutY(), frame.getWidth(), frame.getHeight()));
        }
    }
}
