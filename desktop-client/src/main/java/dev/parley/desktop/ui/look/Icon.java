package dev.parley.desktop.ui.look;

import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** A drawing of a size; its colour is the {@code -icon-color} of where it stands. */
public final class Icon extends Region {
    private static final double FIELD = 24; // of the drawings

    private final Group lines = new Group();
    private final double size;

    /** @param size of its square, in logical pixels */
    public Icon(Drawing drawing, double size) {
        this.size = size;
        getStyleClass().add("icon");
        lines.setManaged(false);
        lines.getTransforms().add(new Scale(size / FIELD, size / FIELD));
        getChildren().add(lines);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
        draw(drawing);
    }

    /** Shows another drawing. */
    public void draw(Drawing drawing) {
        lines.getChildren().clear();
        for (String content : drawing.paths()) {
            SVGPath path = new SVGPath();
            path.setContent(content);
            path.getStyleClass().add(drawing == Drawing.LEAVE ? "icon-solid" : "icon-line");
            lines.getChildren().add(path);
        }
    }

    /** The side of its square, in logical pixels. */
    public double size() {
        return size;
    }
}
