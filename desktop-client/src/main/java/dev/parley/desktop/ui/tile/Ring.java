package dev.parley.desktop.ui.tile;

import javafx.scene.layout.Region;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;

/**
 * A line around a tile with a darker edge inside, in four bars and four corners. One line all around would be drawn,
 * where software draws, by looking at every pixel of the tile, with every picture that is shown in it.
 */
final class Ring extends Region {
    private static final double EDGE = 1; // logical pixels, as all here
    private static final double QUARTER = 90; // degrees
    private static final String[] SIDES = {"top", "left", "bottom", "right"};

    private final double outset;
    private final double width;
    private final double radius;
    private final Region[] bars = new Region[SIDES.length];
    private final Arc[] corners = new Arc[SIDES.length];
    private final Arc[] edges = new Arc[SIDES.length];

    /**
     * @param name of its colours in the style sheet
     * @param outset of the line's outer side from the edge of what it goes around
     * @param width of the line
     * @param radius of the line's outer side at the corners
     */
    Ring(String name, double outset, double width, double radius) {
        this.outset = outset;
        this.width = width;
        this.radius = radius;
        getStyleClass().add(name);
        setMouseTransparent(true);
        for (int i = 0; i < SIDES.length; i++) {
            bars[i] = new Region();
            bars[i].getStyleClass().addAll("ring-bar", SIDES[i]);
            // Top left, bottom left, bottom right, top right: a quarter further each time.
            corners[i] = corner("ring-corner", radius - width / 2, width, i);
            edges[i] = corner("ring-edge", radius - width - EDGE / 2, EDGE, i);
            bars[i].setManaged(false);
        }
        getChildren().addAll(bars);
        getChildren().addAll(edges);
        getChildren().addAll(corners);
    }

    private static Arc corner(String style, double radius, double width, int quarter) {
        Arc arc = new Arc(0, 0, radius, radius, QUARTER * (quarter + 1), QUARTER);
        arc.setType(ArcType.OPEN);
        arc.setStrokeWidth(width);
        arc.getStyleClass().add(style);
        arc.setManaged(false);
        return arc;
    }

    @Override
    protected void layoutChildren() {
        double left = -outset;
        double top = -outset;
        double right = getWidth() + outset;
        double bottom = getHeight() + outset;
        double thick = width + EDGE;
        bars[0].resizeRelocate(left + radius, top, right - left - 2 * radius, thick);
        bars[1].resizeRelocate(left, top + radius, thick, bottom - top - 2 * radius);
        bars[2].resizeRelocate(left + radius, bottom - thick, right - left - 2 * radius, thick);
        bars[3].resizeRelocate(right - thick, top + radius, thick, bottom - top - 2 * radius);
        for (Arc[] four : new Arc[][] {corners, edges}) {
            for (int i = 0; i < four.length; i++) {
                four[i].setCenterX(i < 2 ? left + radius : right - radius);
                four[i].setCenterY(i == 0 || i == 3 ? top + radius : bottom - radius);
            }
        }
    }
}
