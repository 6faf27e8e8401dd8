package dev.parley.desktop.ui.call;

import dev.parley.desktop.ui.tile.Tile;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of everyone and of what is shared, all alike or one of them large. With two people on a wide stage the other
 * one fills it and one's own tile floats.
 */
final class PeopleGrid extends Pane {
    private static final double NARROW = 760; // logical pixels; from there on there is more air
    private static final double FLOATING_LEAST = 132;
    private static final double FLOATING_MOST = 272;
    private static final double FLOATING_SHARE = 0.2; // of the width
    private static final double STRIP_LEAST = 132; // beside what is large
    private static final double STRIP_MOST = 260;
    private static final double STRIP_SHARE = 0.2; // of the width
    private static final double LARGE_SHARE = 0.6; // of the height, where the strip is below
    private static final PseudoClass FLOATING = PseudoClass.getPseudoClass("floating");

    private final Tile self;
    private @Nullable Region large;
    private double viewportHeight;

    PeopleGrid(Tile self) {
        this.self = self;
        setId("people");
        getChildren().add(self);
    }

    /** One's own tile stays the last. */
    void add(Region tile) {
        getChildren().add(getChildren().size() - 1, tile);
    }

    void remove(Region tile) {
        if (tile.equals(large)) {
            large = null;
        }
        getChildren().remove(tile);
    }

    /** Shows this large and the others beside it; null for all alike. */
    void enlarge(@Nullable Region tile) {
        if (!Objects.equals(large, tile)) {
            large = tile;
            requestLayout();
        }
    }

    /** What is large; null for nothing. */
    @Nullable
    Region large() {
        return large;
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
        return width < NARROW ? new Insets(8, 8, 0, 8) : new Insets(12, 12, 0, 12);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        Insets margin = margin(width);
        Rectangle2D place = placeOfMany(width, viewportHeight);
        double rows = layout(
                        place.getWidth(),
                        place.getHeight(),
                        many(width, viewportHeight).size(),
                        width)
                .height(gap(width));
        double above = place.getMinY() - margin.getTop();
        return above + rows + margin.getTop() + margin.getBottom();
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
        double gap = gap(width);
        Rectangle2D place = placeOfMany(width, height);
        List<Node> many = many(width, height);
        GridLayout layout = layout(place.getWidth(), place.getHeight(), many.size(), width);
        double top = place.getMinY() + Math.max(0, Math.floor((place.getHeight() - layout.height(gap)) / 2));
        for (int i = 0; i < many.size(); i++) {
            int row = i / layout.columns();
            int inRow = Math.min(layout.columns(), many.size() - row * layout.columns());
            double rowWidth = inRow * layout.tileWidth() + gap * (inRow - 1);
            double left = place.getMinX() + Math.floor((place.getWidth() - rowWidth) / 2);
            many.get(i)
                    .resizeRelocate(
                            left + (i % layout.columns()) * (layout.tileWidth() + gap),
                            top + row * (layout.tileHeight() + gap),
                            layout.tileWidth(),
                            layout.tileHeight());
        }
        Region one = large;
        if (one != null) {
            // What is large stays in view, however many there are beside it.
            Rectangle2D at = placeOfLarge(width, viewportHeight > 0 ? Math.min(viewportHeight, height) : height);
            one.resizeRelocate(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight());
        }
        if (duo) {
            double floating = Math.rint(Math.clamp(width * FLOATING_SHARE, FLOATING_LEAST, FLOATING_MOST));
            double floatingHeight = Math.rint(floating * 9 / 16);
            self.resizeRelocate(width - floating - 28, height - floatingHeight - 16, floating, floatingHeight);
        }
    }

    private boolean duo(double width, double height) {
        return large == null && getChildren().size() == 2 && width > height;
    }

    /** All that is not large and does not float. */
    private List<Node> many(double width, double height) {
        return duo(width, height)
                ? List.of(getChildren().getFirst())
                : getChildren().stream().filter(each -> !each.equals(large)).toList();
    }

    private static double strip(double width) {
        return Math.rint(Math.clamp(width * STRIP_SHARE, STRIP_LEAST, STRIP_MOST));
    }

    private static Rectangle2D inside(double width, double height) {
        Insets margin = margin(width);
        return new Rectangle2D(
                margin.getLeft(),
                margin.getTop(),
                Math.max(0, width - margin.getLeft() - margin.getRight()),
                Math.max(0, height - margin.getTop() - margin.getBottom()));
    }

    private Rectangle2D placeOfMany(double width, double height) {
        Rectangle2D all = inside(width, height);
        if (large == null) {
            return all;
        }
        if (width > height) {
            double strip = Math.min(strip(width), all.getWidth());
            return new Rectangle2D(all.getMaxX() - strip, all.getMinY(), strip, all.getHeight());
        }
        double above = Math.rint(all.getHeight() * LARGE_SHARE) + gap(width);
        return new Rectangle2D(
                all.getMinX(), all.getMinY() + above, all.getWidth(), Math.max(0, all.getHeight() - above));
    }

    private static Rectangle2D placeOfLarge(double width, double height) {
        Rectangle2D all = inside(width, height);
        return width > height
                ? new Rectangle2D(
                        all.getMinX(),
                        all.getMinY(),
                        Math.max(0, all.getWidth() - strip(width) - gap(width)),
                        all.getHeight())
                : new Rectangle2D(
                        all.getMinX(), all.getMinY(), all.getWidth(), Math.rint(all.getHeight() * LARGE_SHARE));
    }

    private static GridLayout layout(double width, double height, int count, double wholeWidth) {
        return GridLayout.of(Math.max(1, count), width, height, gap(wholeWidth));
    }
}
