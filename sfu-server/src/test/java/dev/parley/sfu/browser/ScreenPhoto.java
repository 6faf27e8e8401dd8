package dev.parley.sfu.browser;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Saves what the display shows as PNG. A program of its own, as AWT takes one display per process. */
final class ScreenPhoto {
    private ScreenPhoto() {}

    /** The file is the only argument. */
    public static void main(String[] arguments) throws AWTException, IOException {
        Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        if (!ImageIO.write(new Robot().createScreenCapture(screen), "png", new File(arguments[0]))) {
            throw new IOException("no PNG can be written here");
        }
    }
}
