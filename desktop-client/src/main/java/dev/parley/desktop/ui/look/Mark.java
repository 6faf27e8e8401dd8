package dev.parley.desktop.ui.look;

import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;

/** Parley's mark: two speech bubbles. */
public final class Mark extends Region {
    private static final String FRONT = "M7 12.5A4.5 4.5 0 0 1 11.5 8h5a4.5 4.5 0 0 1 4.5 4.5v2a4.5 4.5 0 0 1-4.5 4.5"
            + "H12l-3.6 3.1A0.85 0.85 0 0 1 7 21.45z";
    private static final String BACK = "M22.8 13.1A4.2 4.2 0 0 1 25 16.8v8a0.85 0.85 0 0 1-1.4 0.65L20.7 23h-4.2"
            + "a4.3 4.3 0 0 1-3.5-1.8h3.6a6.2 6.2 0 0 0 6.2-6.2z";
    private static final double LEFT = 7; // where the drawing begins in its own measure
    private static final double TOP = 8;
    private static final double WIDTH = 18;
    private static final double HEIGHT = 17.7;

    /** @param width in logical pixels */
    public Mark(double width) {
        double scale = width / WIDTH;
        Group bubbles = new Group(bubble(FRONT, "mark-front"), bubble(BACK, "mark-back"));
        bubbles.setManaged(false);
        bubbles.getTransforms().addAll(new Scale(scale, scale), new Translate(-LEFT, -TOP));
        getChildren().add(bubbles);
        setMinSize(width, HEIGHT * scale);
        setPrefSize(width, HEIGHT * scale);
        setMaxSize(width, HEIGHT * scale);
    }

    private static SVGPath bubble(String content, String styleClass) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        path.getStyleClass().add(styleClass);
        return path;
    }
}
