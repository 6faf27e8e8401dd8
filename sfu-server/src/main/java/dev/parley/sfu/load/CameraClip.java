package dev.parley.sfu.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a camera sends in one size: VP8 as libvpx made it. A key frame, and a round of pictures that can go on for ever, since
 * the first of the round refers to the key frame only, which the others leave as it is. {@code CameraClipsTest} of the desktop
 * client makes the files and shows that they are decoded so.
 *
 * <p>Immutable.
 */
final class CameraClip {
    static final int FRAMES_PER_SECOND = 30;

    private static final int FILE_HEADER = 32;
    private static final int HEIGHT_AT = 14;

    /** The usual cameras' sizes, the smallest first. */
    private static final List<CameraClip> SIZES = List.of(read(180), read(360), read(720));

    private final int height;
    private final List<byte[]> frames;
    /** By hash: none of the frames has that of another, in any size. */
    private final Map<Integer, Integer> places = new HashMap<>();

    private CameraClip(int height, List<byte[]> frames) {
        this.height = height;
        this.frames = frames;
        for (int i = 0; i < frames.size(); i++) {
            if (places.put(Arrays.hashCode(frames.get(i)), i) != null) {
                throw new IllegalStateException("two frames alike in " + height);
            }
        }
    }

    /** All sizes of one camera, 180, 360 and 720 rows high. */
    static List<CameraClip> sizes() {
        return SIZES;
    }

    private static CameraClip read(int height) {
        String name = "camera-" + height + ".ivf";
        try (@Nullable InputStream in = CameraClip.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An IVF file: a header of 32 bytes, then each frame after its length and its time. */
    private static CameraClip parse(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> frames = new ArrayList<>();
        in.position(FILE_HEADER);
        while (in.hasRemaining()) {
            byte[] frame = new byte[in.getInt()];
            in.getLong();
            in.get(frame);
            frames.add(frame);
        }
        return new CameraClip(in.getShort(HEIGHT_AT), List.copyOf(frames));
    }

    int height() {
        return height;
    }

    /** The frame at a place; not to be written to. */
    byte[] frame(int place) {
        return frames.get(place);
    }

    /** The place that comes after another; 0 is the key frame's. */
    int after(int place) {
        return place == frames.size() - 1 ? 1 : place + 1;
    }

    /** Where a frame that arrived has its place; -1 when it is not of this size. */
    int placeOf(byte[] frame) {
        Integer place = places.get(Arrays.hashCode(frame));
        return place != null && Arrays.equals(frame, frames.get(place)) ? place : -1;
    }
}
