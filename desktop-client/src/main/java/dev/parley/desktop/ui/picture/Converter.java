package dev.parley.desktop.ui.picture;

import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PictureConverter;
import javafx.geometry.Rectangle2D;

/**
 * From a picture to a surface: scaled to where it is shown, with the corners of its tile cut out and mirrored where that is
 * wanted, since clips and transforms cost much more in a window drawn by software. One for each place, since it keeps rows
 * of that size.
 *
 * <p>Thread: the converting one.
 */
final class Converter {
    private final PictureConverter bgra = PictureConverter.best();
    private final Corners corners = new Corners();
    private final boolean graphicsCard;

    /** @param graphicsCard whether there is one that scales what is drawn */
    Converter(boolean graphicsCard) {
        this.graphicsCard = graphicsCard;
    }

    /** @param old to be written again where its size fits */
    Surface convert(Picture picture, Target target, Surface old) {
        PictureFit fit = PictureFit.of(picture.width(), picture.height(), target.width(), target.height());
        // A graphics card enlarges better than we do; JavaFX alone takes several times as long.
        double shrink = graphicsCard ? Math.min(1, (double) picture.width() / fit.width()) : 1;
        int width = Math.max(1, (int) Math.round(fit.width() * shrink));
        int height = Math.max(1, (int) Math.round(fit.height() * shrink));
        Surface surface = old.sized(width, height);
        bgra.convert(picture, surface.bytes(), width, height, target.mirrored());
        Rectangle2D visible = visible(target, shrink, width, height);
        surface.visible(visible);
        boolean covers = fit.width() >= target.width() && fit.height() >= target.height();
        if (covers) {
            corners.cut(surface, visible, target.radius() * shrink);
        }
        return surface;
    }

    private static Rectangle2D visible(Target target, double shrink, int width, int height) {
        int visibleWidth = Math.clamp(Math.round(target.width() * shrink), 1, width);
        int visibleHeight = Math.clamp(Math.round(target.height() * shrink), 1, height);
        // Whole pixels, or every one would be a mixture of two.
        int left = (width - visibleWidth) / 2;
        int top = (height - visibleHeight) / 2;
        return new Rectangle2D(left, top, visibleWidth, visibleHeight);
    }
}
