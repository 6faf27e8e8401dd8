package dev.parley.desktop.ui.tray;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/** The program's picture as a sign, crossed out while one is muted. */
final class SignPicture {
    private static final Color LINE = new Color(0xd4, 0x3d, 0x35);
    private static final Color EDGE = Color.WHITE; // so that the line is seen on every ground
    private static final double LINE_WIDTH = 1.0 / 9; // of the picture's, as the next ones
    private static final double EDGE_WIDTH = 1.0 / 5;
    private static final double INSET = 1.0 / 6;

    private SignPicture() {}

    static Image of(Dimension size, boolean muted) {
        int edge = Math.max(16, Math.min(size.width, size.height)); // pixels; trays ask for 16 to 48
        BufferedImage picture = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(program(), 0, 0, edge, edge, null);
        if (muted) {
            var line = new Line2D.Double(edge * INSET, edge * (1 - INSET), edge * (1 - INSET), edge * INSET);
            stroke(pen, line, edge * EDGE_WIDTH, EDGE);
            stroke(pen, line, edge * LINE_WIDTH, LINE);
        }
        pen.dispose();
        return picture;
    }

    private static void stroke(Graphics2D pen, Line2D line, double width, Color colour) {
        pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.setColor(colour);
        pen.draw(line);
    }

    private static Image program() {
        try (InputStream file = Objects.requireNonNull(
                SignPicture.class.getResourceAsStream("/dev/parley/desktop/ui/look/parley-64.png"))) {
            return ImageIO.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
