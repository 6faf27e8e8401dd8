package dev.parley.desktop.ui.tile;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.picture.PictureView;
import dev.parley.desktop.ui.picture.Zoom;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

/** A shared screen: whole, never cut; while it is large it can be enlarged by wheel and keys, and pulled about. */
public final class ScreenTile extends Region {
    private static final double RADIUS = 12; // logical pixels, all of these
    private static final double MARGIN = 8;
    private static final double PAN = 60; // by one press of an arrow key

    private final PictureView picture;
    private final StackPane frame;
    private final Rectangle clip = new Rectangle();
    private final Label name = new Label();
    private final Ring focusRing = new Ring("focus", 4, 3, RADIUS + 4);
    private Zoom zoom = Zoom.WHOLE;
    private boolean large;
    private Point2D pulledFrom = Point2D.ZERO;

    /** @param onChosen it is small and somebody wants it large */
    public ScreenTile(PictureTicks ticks, Runnable onChosen) {
        getStyleClass().addAll("tile", "screen-tile");
        picture = new PictureView(ticks, 0);
        picture.whole(true);
        picture.setManaged(false);
        frame = new StackPane(picture);
        frame.setMouseTransparent(true);
        frame.setClip(clip);
        clip.setArcWidth(2 * RADIUS);
        clip.setArcHeight(2 * RADIUS);
        name.getStyleClass().addAll("tile-label", "tile-name", "screen-name");
        name.setMouseTransparent(true);
        focusRing.visibleProperty().bind(focusedProperty());
        getChildren().addAll(frame, name, focusRing);
        getChildren().forEach(part -> part.setManaged(false));
        setAccessibleRole(AccessibleRole.NODE);
        setFocusTraversable(true);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_PRESSED, press -> pulledFrom = new Point2D(press.getX(), press.getY()));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::pulled);
        addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            requestFocus();
            if (!large) {
                onChosen.run();
            } else if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                Point2D at = fromMiddle(click.getX(), click.getY());
                zoom(zoom.factor() > 1 ? Zoom.WHOLE : zoom.by(2, at.getX(), at.getY(), getWidth(), getHeight()));
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (!large && (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE)) {
                key.consume();
                onChosen.run();
            } else if (large) {
                pressed(key);
            }
        });
    }

    /** Says whose it is. */
    public void show(String whose) {
        name.setText(whose);
        setAccessibleText(whose);
    }

    /** Whether it is the large one; a small one shows all of it. */
    public void large(boolean is) {
        large = is;
        if (!is) {
            zoom(Zoom.WHOLE);
        }
    }

    /** How it is enlarged. */
    public Zoom zoom() {
        return zoom;
    }

    /** Pictures come through this from now on. */
    public FrameSink beginPictures() {
        return picture.begin();
    }

    /** No more pictures. */
    public void endPictures() {
        picture.end();
    }

    /** Whether a picture is shown. */
    public boolean hasPicture() {
        return picture.hasPicture().get();
    }

    private void zoom(Zoom next) {
        zoom = next;
        setNeedsLayout(true);
    }

    private Point2D fromMiddle(double x, double y) {
        return new Point2D(x - getWidth() / 2, y - getHeight() / 2);
    }

    private void scrolled(ScrollEvent scroll) {
        if (large && scroll.getDeltaY() != 0) {
            scroll.consume();
            Point2D at = fromMiddle(scroll.getX(), scroll.getY());
            zoom(zoom.by(
                    scroll.getDeltaY() > 0 ? Zoom.STEP : 1 / Zoom.STEP, at.getX(), at.getY(), getWidth(), getHeight()));
        }
    }

    private void pulled(MouseEvent drag) {
        if (large && zoom.factor() > 1) {
            zoom(zoom.moved(drag.getX() - pulledFrom.getX(), drag.getY() - pulledFrom.getY(), getWidth(), getHeight()));
            pulledFrom = new Point2D(drag.getX(), drag.getY());
        }
    }

    private void pressed(KeyEvent key) {
        KeyCode code = key.getCode();
        double right = code == KeyCode.LEFT ? PAN : code == KeyCode.RIGHT ? -PAN : 0;
        double down = code == KeyCode.UP ? PAN : code == KeyCode.DOWN ? -PAN : 0;
        if ("+".equals(key.getText()) || code == KeyCode.PLUS || code == KeyCode.ADD || code == KeyCode.EQUALS) {
            zoom(zoom.by(Zoom.STEP, 0, 0, getWidth(), getHeight()));
        } else if ("-".equals(key.getText()) || code == KeyCode.MINUS || code == KeyCode.SUBTRACT) {
            zoom(zoom.by(1 / Zoom.STEP, 0, 0, getWidth(), getHeight()));
        } else if (code == KeyCode.DIGIT0 || code == KeyCode.NUMPAD0) {
            zoom(Zoom.WHOLE);
        } else if (zoom.factor() > 1 && (right != 0 || down != 0)) {
            zoom(zoom.moved(right, down, getWidth(), getHeight()));
        } else {
            return;
        }
        key.consume();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        frame.resizeRelocate(0, 0, width, height);
        clip.setWidth(width);
        clip.setHeight(height);
        focusRing.resizeRelocate(0, 0, width, height);
        zoom = zoom.within(width, height);
        double pictureWidth = Math.rint(width * zoom.factor());
        double pictureHeight = Math.rint(height * zoom.factor());
        picture.resizeRelocate(
                Math.rint((width - pictureWidth) / 2 + zoom.x()),
                Math.rint((height - pictureHeight) / 2 + zoom.y()),
                pictureWidth,
                pictureHeight);
        double labelWidth = Math.min(Math.ceil(name.prefWidth(-1)), width - 2 * MARGIN);
        double labelHeight = Math.ceil(name.prefHeight(-1));
        name.resizeRelocate(MARGIN, height - MARGIN - labelHeight, labelWidth, labelHeight);
    }
}
