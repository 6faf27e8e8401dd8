package dev.parley.sfu.browser;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A display of Xvfb: windows open on it, and pictures can be taken of it, without a screen. */
final class VirtualScreen implements AutoCloseable {
    private final Process process;
    private final String name;

    private VirtualScreen(Process process, String name) {
        this.process = process;
        this.name = name;
    }

    /** Opens one of this size, in pixels. */
    static VirtualScreen open(int width, int height) throws IOException {
        Process process = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", width + "x" + height + "x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader number = process.inputReader(StandardCharsets.US_ASCII);
        String line = number.readLine();
        if (line == null) {
            throw new IOException("Xvfb did not start");
        }
        return new VirtualScreen(process, ":" + line);
    }

    /** What {@code DISPLAY} is set to. */
    String name() {
        return name;
    }

    /** Saves what is shown as PNG, and gives it. */
    BufferedImage photograph(Path file) throws IOException, InterruptedException {
        ProcessBuilder camera = new ProcessBuilder(
                NativeProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ScreenPhoto.class.getName(),
                file.toString());
        camera.environment().put("DISPLAY", name);
        Process taking = camera.inheritIO().start();
        if (taking.waitFor() != 0) {
            throw new IllegalStateException("no picture of display " + name);
        }
        return ImageIO.read(file.toFile());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
