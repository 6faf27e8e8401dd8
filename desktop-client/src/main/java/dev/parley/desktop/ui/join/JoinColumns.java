package dev.parley.desktop.ui.join;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/**
 * Preview and lists beside the form where there is room, else one below the other. Then the way in comes before the choice
 * of devices.
 */
final class JoinColumns extends Region {
    private static final double WIDE_FROM = 860; // logical pixels, all of these
    private static final double MOST_WIDE = 1120;
    private static final double MOST_NARROW = 620;
    private static final double GAP = 40;
    private static final double NARROW_GAP = 20;
    private static final double SMALL_GAP = 14;
    private static final double FORM_SHARE = 0.4;
    private static final double LEAST_FORM = 340;

    private final Region preview;
    private final Region pickers;
    private final Region form;

    JoinColumns(Region preview, Region pickers, Region form) {
        this.preview = preview;
        this.pickers = pickers;
        this.form = form;
        // In the order of the keyboard: where to first, then how.
        getChildren().addAll(preview, form, pickers);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return MOST_WIDE;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 280;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        if (width >= WIDE_FROM) {
            Wide wide = new Wide(width);
            return Math.max(wide.leftHeight, form.prefHeight(wide.formWidth));
        }
        double column = Math.min(width, MOST_NARROW);
        return preview.prefHeight(column) + form.prefHeight(column) + pickers.prefHeight(column) + 2 * NARROW_GAP;
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() >= WIDE_FROM) {
            layoutWide();
        } else {
            layoutNarrow();
        }
    }

    private void layoutWide() {
        Wide wide = new Wide(getWidth());
        double previewHeight = preview.prefHeight(wide.leftWidth);
        double top = Math.rint((getHeight() - wide.leftHeight) / 2);
        preview.resizeRelocate(wide.left, top, wide.leftWidth, previewHeight);
        pickers.resizeRelocate(
                wide.left, top + previewHeight + SMALL_GAP, wide.leftWidth, pickers.prefHeight(wide.leftWidth));
        double formHeight = form.prefHeight(wide.formWidth);
        form.resizeRelocate(
                wide.left + wide.leftWidth + GAP,
                Math.rint((getHeight() - formHeight) / 2),
                wide.formWidth,
                formHeight);
    }

    private void layoutNarrow() {
        double width = Math.min(getWidth(), MOST_NARROW);
        double left = Math.rint((getWidth() - width) / 2);
        double top = 0;
        for (Region part : new Region[] {preview, form, pickers}) {
            double height = part.prefHeight(width);
            part.resizeRelocate(left, top, width, height);
            top += height + NARROW_GAP;
        }
    }

    private final class Wide {
        final double left;
        final double leftWidth;
        final double leftHeight;
        final double formWidth;

        Wide(double width) {
            double all = Math.min(width, MOST_WIDE);
            left = Math.rint((width - all) / 2);
            formWidth = Math.rint(Math.max(LEAST_FORM, (all - GAP) * FORM_SHARE));
            leftWidth = all - GAP - formWidth;
            leftHeight = preview.prefHeight(leftWidth) + SMALL_GAP + pickers.prefHeight(leftWidth);
        }
    }
}
