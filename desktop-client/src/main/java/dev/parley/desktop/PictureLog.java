package dev.parley.desktop;

import dev.parley.desktop.picture.CounterBlocks;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import java.io.PrintWriter;

/**
 * Writes a line for each picture: whose, when on the machine's monotonic clock in nanoseconds, its size, and the number
 * that the test pattern shows (-1 for none), with tabs between. Two clients on one machine have one clock, so that the
 * delay from drawn to shown can be taken from their lines.
 */
final class PictureLog {
    private final PrintWriter out;

    PictureLog(PrintWriter out) {
        this.out = out;
    }

    /** Takes the pictures that are shown of somebody. */
    FrameSink shownOf(String name) {
        return picture -> line(name, System.nanoTime(), picture.width(), picture.height(), number(picture));
    }

    /** Takes one's own pictures, with the time at which they were drawn. */
    FrameSink own() {
        return picture -> line("own", picture.timeNanos(), picture.width(), picture.height(), number(picture));
    }

    private static int number(Picture picture) {
        return CounterBlocks.read(picture).orElse(-1);
    }

    private void line(String name, long nanos, int width, int height, int number) {
        out.printf("picture\t%s\t%d\t%d\t%d\t%d%n", name, nanos, width, height, number);
        out.flush();
    }
}
