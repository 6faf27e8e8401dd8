package dev.parley.desktop.capture;

import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The pictures of a YUV4MPEG2 file (4:2:0, 8 bit), over and over, in the file's own size and rate. */
final class Y4mSource implements PacedCamera.Source {
    private static final byte LINE_END = '\n';
    /** Longest header line looked for, in bytes. */
    private static final int MAX_LINE = 1024;

    private final PicturePool pool = new PicturePool();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment file;
    private final Header header;
    private final long first;
    private long at;

    /** Opens it and looks at its header and first picture. */
    Y4mSource(Path path) throws DeviceException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            String line = line(file, 0);
            header = Header.parse(line);
            first = line.length() + 1L;
            at = first;
            if (!hasPicture(first)) {
                throw new IOException("there is no whole picture in it");
            }
        } catch (IOException | IllegalArgumentException e) {
            arena.close();
            throw new DeviceException(DeviceException.Reason.CANNOT_OPEN, path + " is no y4m file to be used", e);
        }
    }

    double picturesPerSecond() {
        return header.picturesPerSecond;
    }

    private static String line(MemorySegment file, long from) throws IOException {
        long end = from;
        long limit = Math.min(file.byteSize(), from + MAX_LINE);
        while (end < limit && file.get(ValueLayout.JAVA_BYTE, end) != LINE_END) {
            end++;
        }
        if (end == limit) {
            throw new IOException("a line of its header is missing");
        }
        byte[] text = file.asSlice(from, end - from).toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private boolean hasPicture(long from) throws IOException {
        if (from >= file.byteSize()) {
            return false;
        }
        String line = line(file, from);
        return line.startsWith("FRAME") && from + line.length() + 1 + header.bytes() <= file.byteSize();
    }

    @Override
    public Picture next(long timeNanos) throws DeviceException {
        try {
            if (!hasPicture(at)) {
                at = first;
            }
            at += line(file, at).length() + 1;
        } catch (IOException e) {
            throw new DeviceException(DeviceException.Reason.UNPLUGGED, "the file changed", e);
        }
        Picture picture = pool.take(header.width & ~1, header.height & ~1, timeNanos);
        long to = plane(picture, 0, header.width, picture.width(), picture.height(), 0);
        long luma = (long) header.width * header.height;
        int chromaWidth = (header.width + 1) / 2;
        long chroma = (long) chromaWidth * ((header.height + 1) / 2);
        to = plane(picture, luma, chromaWidth, picture.width() / 2, picture.height() / 2, to);
        plane(picture, luma + chroma, chromaWidth, picture.width() / 2, picture.height() / 2, to);
        at += header.bytes();
        return picture;
    }

    private long plane(Picture picture, long from, int stride, int columns, int rows, long to) {
        if (stride == columns) {
            MemorySegment.copy(file, at + from, picture.bytes(), to, (long) columns * rows);
        } else {
            for (int row = 0; row < rows; row++) {
                MemorySegment.copy(
                        file, at + from + (long) row * stride, picture.bytes(), to + (long) row * columns, columns);
            }
        }
        return to + (long) columns * rows;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private record Header(int width, int height, double picturesPerSecond) {
        private static final int MAX_SIZE = 4096;

        static Header parse(String line) throws IOException {
            if (!line.startsWith("YUV4MPEG2 ")) {
                throw new IOException("it does not begin with YUV4MPEG2");
            }
            int width = 0;
            int height = 0;
            double rate = 30;
            for (String word : line.substring(10).split(" ", -1)) {
                if (word.length() < 2) {
                    continue;
                }
                String value = word.substring(1);
                switch (word.charAt(0)) {
                    case 'W' -> width = Integer.parseInt(value);
                    case 'H' -> height = Integer.parseInt(value);
                    case 'F' -> rate = ratio(value);
                    case 'C' -> {
                        if (!value.startsWith("420") || value.startsWith("420p1")) {
                            throw new IOException("its colours are C" + value + ", not 4:2:0 of 8 bit");
                        }
                    }
                    default -> {
                        // Interlacing, aspect and comments do not matter.
                    }
                }
            }
            if (width < 16 || height < 16 || width > MAX_SIZE || height > MAX_SIZE) {
                throw new IOException("its size is " + width + " x " + height);
            }
            return new Header(width, height, Math.clamp(rate, 1, 60));
        }

        private static double ratio(String text) {
            int colon = text.indexOf(':');
            double of = colon < 0 ? 1 : Double.parseDouble(text.substring(colon + 1));
            double rate = Double.parseDouble(colon < 0 ? text : text.substring(0, colon)) / of;
            return rate > 0 ? rate : 30;
        }

        long bytes() {
            return (long) width * height + 2L * ((width + 1) / 2) * ((height + 1) / 2);
        }
    }
}
