package dev.parley.desktop.ui.call;

import dev.parley.desktop.ui.tile.Tile;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;

/** The tiles of everyone. With two people on a wide stage the other one fills it and one's own tile floats. */
final class PeopleGrid extends Pane {
    private static final double NARROW = 760; // logical pixels; from there on there is more air
    private static final double FLOATING_LEAST = 132;
    private static final double FLOATING_MOST = 272;
    private static final double FLOATING_SHARE = 0.2; // of the width
    private static final PseudoClass FLOATING = PseudoClass.getPseudoClass("floating");

    private final Tile self;
    private double viewportHeight;

    PeopleGrid(Tile self) {
        this.self = self;
        setId("people");
        getChildren().add(self);
    }

    /** One's own tile stays the last. */
    void add(Tile tile) {
        getChildren().add(getChildren().size() - 1, tile);
    }

    void remove(Tile tile) {
        getChildren().remove(tile);
    }

    /** How much is seen of it at once; more tiles than fit make it higher. */
    void viewportHeight(double height) {
        viewportHeight = height;
        requestLayout();
    }

    /** The space around and between tiles, by how wide the window is. */
    static double gap(double width) {
        return width < NARROW ? 8 : 10;
    }

    private static Insets margin(double width) {
        return width < NARROW ? new Insets(0, 8, 0, 8) : new Insets(12, 12, 0, 12);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        Insets margin = margin(width);
        return Math.min(layout(width, viewportHeight).height(gap(width)), Double.MAX_VALUE)
                + margin.getTop()
                + margin.getBottom();
    }

    @Override
    protected double computePrefHeight(double width) {
        return computeMinHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        boolean duo = duo(width, height);
        self.pseudoClassStateChanged(FLOATING, duo);
        GridLayout layout = layout(width, height);
        double gap = gap(width);
        Insets margin = margin(width);
        double inner = width - margin.getLeft() - margin.getRight();
        double innerHeight = height - margin.getTop() - margin.getBottom();
        double top = margin.getTop() + Math.max(0, Math.floor((innerHeight - layout.height(gap)) / 2));
        int count = duo ? 1 : getChildren().size();
        for (int i = 0; i < count; i++) {
            int row = i / layout.columns();
            int inRow = Math.min(layout.columns(), count - row * layout.columns());
            double rowWidth = inRow * layout.tileWidth() + gap * (inRow - 1);
            double left = margin.getLeft() + Math.floor((inner - rowWidth) / 2);
            getChildren()
                    .get(i)
                    .resizeRelocate(
                            left + (i % layout.columns()) * (layout.tileWidth() + gap),
                            top + row * (layout.tileHeight() + gap),
                            layout.tileWidth(),
                            layout.tileHeight());
        }
        if (duo) {
            double floating = Math.rint(Math.clamp(width * FLOATING_SHARE, FLOATING_LEAST, FLOATING_MOST));
            double floatingHeight = Math.rint(floating * 9 / 16);
            self.resizeRelocate(width - floating - 28, height - floatingHeight - 16, floating, floatingHeight);
        }
    }

    private boolean duo(double width, double height) {
        return getChildren().size() == 2 && width > height;
    }

    private GridLayout layout(double width, double height) {
        Insets margin = margin(width);
        return GridLayout.of(
                duo(width, height) ? 1 : getChildren().size(),
                width - margin.getLeft() - margin.getRight(),
                height - margin.getTop() - margin.getBottom(),
                gap(width));
    }
}
