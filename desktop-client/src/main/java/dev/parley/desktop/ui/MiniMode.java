package dev.parley.desktop.ui;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window made small, in a corner above all others, and as it was again. */
final class MiniMode {
    private static final double WIDTH = 380; // logical pixels, all of these
    private static final double HEIGHT = 262;
    private static final double LEAST_WIDTH = 240;
    private static final double LEAST_HEIGHT = 180;
    private static final double MARGIN = 24;

    private final Stage stage;
    private @Nullable Before before;

    /** How the window was. */
    private record Before(
            Rectangle2D bounds, double leastWidth, double leastHeight, boolean maximized, boolean fullScreen) {}

    MiniMode(Stage stage) {
        this.stage = stage;
    }

    boolean isOn() {
        return before != null;
    }

    void on() {
        if (before != null) {
            return;
        }
        boolean maximized = stage.isMaximized();
        boolean fullScreen = stage.isFullScreen();
        stage.setFullScreen(false);
        stage.setMaximized(false);
        Rectangle2D bounds = new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        before = new Before(bounds, stage.getMinWidth(), stage.getMinHeight(), maximized, fullScreen);
        Screen screen =
                Screen.getScreensForRectangle(bounds).stream().findFirst().orElse(Screen.getPrimary());
        Rectangle2D free = screen.getVisualBounds();
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        stage.setX(free.getMaxX() - WIDTH - MARGIN);
        stage.setY(free.getMaxY() - HEIGHT - MARGIN);
        stage.setAlwaysOnTop(true);
    }

    void off() {
        Before was = before;
        if (was == null) {
            return;
        }
        before = null;
        stage.setAlwaysOnTop(false);
        stage.setMinWidth(was.leastWidth());
        stage.setMinHeight(was.leastHeight());
        stage.setX(was.bounds().getMinX());
        stage.setY(was.bounds().getMinY());
        stage.setWidth(was.bounds().getWidth());
        stage.setHeight(was.bounds().getHeight());
        stage.setMaximized(was.maximized());
        stage.setFullScreen(was.fullScreen());
    }
}
