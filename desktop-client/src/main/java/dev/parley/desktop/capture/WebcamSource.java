package dev.parley.desktop.capture;

import com.github.eduramiba.webcamcapture.drivers.WebcamDeviceExtended;
import dev.parley.desktop.picture.Colours;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import java.awt.Dimension;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A webcam by the native driver, which has no event for a new picture: it is asked more often than there are pictures,
 * and one that is the same as before does not count.
 */
final class WebcamSource implements PacedCamera.Source {
    /** Times a second that the driver is asked. */
    static final double POLLS_PER_SECOND = 60;

    private static final Dimension WANTED = new Dimension(1280, 720);
    /** Without a picture for so long, in ms, it is unplugged; the first may take longer. */
    private static final long LOST_AFTER = 3_000;

    private static final long FIRST_WITHIN = 10_000;
    /** Even when nothing changes a picture is delivered after so many ns. */
    private static final long REPEAT_AFTER = 500_000_000L;
    /** Every so many bytes one is compared; noise of the sensor makes any two pictures differ. */
    private static final int SAMPLE = 251;

    private final WebcamDeviceExtended device;
    private final PicturePool pool = new PicturePool();
    private final Colours colours = new Colours();
    private final long opened = System.currentTimeMillis();
    private int lastSample;
    private long lastTime = Long.MIN_VALUE;

    /** Opens it; may take a second. */
    WebcamSource(WebcamDeviceExtended device) throws DeviceException {
        this.device = device;
        try {
            device.setResolution(best(device.getResolutions()));
            device.open();
        } catch (RuntimeException | LinkageError e) {
            throw new DeviceException(DeviceException.Reason.CANNOT_OPEN, device.getName(), e);
        }
        if (!device.isOpen()) {
            throw new DeviceException(DeviceException.Reason.CANNOT_OPEN, device.getName() + " does not open");
        }
    }

    /** 1280 x 720 when there is; otherwise what is nearest in pixels. */
    static Dimension best(Dimension... sizes) {
        Dimension best = WANTED;
        long least = Long.MAX_VALUE;
        for (Dimension size : sizes) {
            long distance = size.equals(WANTED)
                    ? -1
                    : Math.abs((long) size.width * size.height - (long) WANTED.width * WANTED.height);
            if (distance < least) {
                least = distance;
                best = size;
            }
        }
        return best;
    }

    @Override
    public @Nullable Picture next(long timeNanos) throws DeviceException {
        ByteBuffer bytes = device.getImageBytes();
        long now = System.currentTimeMillis();
        long last = device.getLastFrameTimestamp();
        if (last <= 0 ? now - opened > FIRST_WITHIN : now - last > LOST_AFTER) {
            throw new DeviceException(DeviceException.Reason.UNPLUGGED, device.getName() + " delivers nothing");
        }
        Dimension size = device.getResolution();
        if (bytes == null || last <= 0 || bytes.capacity() < 3 * size.width * size.height) {
            return null;
        }
        MemorySegment in = MemorySegment.ofBuffer(bytes.duplicate().clear());
        int sample = sample(in);
        if (sample == lastSample && timeNanos - lastTime < REPEAT_AFTER) {
            return null;
        }
        lastSample = sample;
        lastTime = timeNanos;
        Picture picture = pool.take(size.width & ~1, size.height & ~1, timeNanos);
        colours.rgb24(in, bytes.capacity() / size.height, picture);
        return picture;
    }

    private static int sample(MemorySegment in) {
        int hash = 1;
        for (long at = 0; at < in.byteSize(); at += SAMPLE) {
            hash = 31 * hash + in.get(ValueLayout.JAVA_BYTE, at);
        }
        return hash;
    }

    @Override
    public void close() {
        device.close();
    }
}
