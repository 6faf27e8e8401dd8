package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;
import dev.parley.desktop.picture.Colours;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import dev.parley.desktop.picture.PictureScaler;
import java.awt.AWTException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.MouseInfo;
import java.awt.Point;
import java.awt.PointerInfo;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pictures of a part of the desktop, by {@link Robot}, with the pointer drawn in, which a robot does not see. */
final class ScreenSource implements PacedCamera.Source {
    /** Wider pictures take more to code and to send than they show. */
    private static final int WIDEST = 1920;

    private static final int[] POINTER_X = {0, 0, 4, 7, 9, 7, 12};
    private static final int[] POINTER_Y = {0, 17, 13, 20, 19, 12, 12};

    private final Robot robot;
    private final Rectangle area;
    private final Colours colours = new Colours();
    private final PicturePool pool = new PicturePool();
    private final PictureScaler scaler = new PictureScaler();

    ScreenSource(Area area) throws DeviceException {
        this.area = new Rectangle(area.x(), area.y(), area.width(), area.height());
        if (area.width() < 2 || area.height() < 2) {
            throw new DeviceException(Reason.NONE_THERE, "there is nothing of a screen in " + area);
        }
        try {
            robot = new Robot();
        } catch (AWTException | SecurityException e) {
            throw new DeviceException(Reason.CANNOT_OPEN, "the screen may not be recorded", e);
        }
    }

    @Override
    public Picture next(long timeNanos) throws DeviceException {
        BufferedImage image = photographed();
        drawPointer(image);
        int width = image.getWidth() & ~1; // I420 has colours for two by two pixels
        int height = image.getHeight() & ~1;
        Picture whole = pool.take(width, height, timeNanos);
        colours.rgb32(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), image.getWidth(), whole);
        if (width <= WIDEST) {
            return whole;
        }
        try {
            return scaler.scale(whole, WIDEST, Math.max(2, Math.round((float) height * WIDEST / width / 2) * 2));
        } finally {
            whole.release();
        }
    }

    /** In the screen's own pixels, which may be more than the system's units. */
    private BufferedImage photographed() throws DeviceException {
        try {
            List<Image> resolutions =
                    robot.createMultiResolutionScreenCapture(area).getResolutionVariants();
            if (resolutions.getLast() instanceof BufferedImage finest) {
                return finest;
            }
            return robot.createScreenCapture(area);
        } catch (RuntimeException e) { // such as SecurityException: a system asks its user, who may say no
            throw new DeviceException(Reason.CANNOT_OPEN, "the screen could not be recorded", e);
        }
    }

    private void drawPointer(BufferedImage image) {
        @Nullable PointerInfo pointer = MouseInfo.getPointerInfo();
        if (pointer == null) {
            return; // no mouse
        }
        Point at = pointer.getLocation();
        if (!area.contains(at)) {
            return;
        }
        Polygon arrow = new Polygon(POINTER_X, POINTER_Y, POINTER_X.length);
        arrow.translate(at.x - area.x, at.y - area.y);
        Graphics2D graphics = image.createGraphics();
        double scale = (double) image.getWidth() / area.width;
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.fillPolygon(arrow);
        graphics.setColor(Color.WHITE);
        graphics.drawPolygon(arrow);
        graphics.dispose();
    }

    @Override
    public void close() {
        // A robot holds nothing that has to be given back.
    }
}
