package dev.parley.sfu.browser;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Writes grey y4m clips (YUV4MPEG2, 4:2:0), the format Chromium takes as a camera. */
final class Y4mFile {
    private static final byte NO_COLOUR = (byte) 128;

    private Y4mFile() {}

    /** Draws the luminance of one frame, row by row, 16 (black) to 235 (white). */
    interface Painter {
        void paint(int frame, byte[] luminance);
    }

    /** The clip of this name; made when it is not there yet. */
    static Path make(String name, int width, int height, int framesPerSecond, int frames, Painter painter) {
        Path file = Evidence.made().resolve("%s-%dx%d.y4m".formatted(name, width, height));
        if (Files.exists(file)) {
            return file;
        }
        try {
            Path unfinished = Files.createTempFile(Evidence.made(), name, ".part");
            write(unfinished, width, height, framesPerSecond, frames, painter);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, int width, int height, int framesPerSecond, int frames, Painter painter)
            throws IOException {
        byte[] luminance = new byte[width * height];
        byte[] chroma = new byte[width * height / 2];
        Arrays.fill(chroma, NO_COLOUR);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n"
                    .formatted(width, height, framesPerSecond)
                    .getBytes(StandardCharsets.US_ASCII));
            for (int frame = 0; frame < frames; frame++) {
                painter.paint(frame, luminance);
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(luminance);
                out.write(chroma);
            }
        }
    }
}
