package dev.parley.sfu.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A camera's pictures, in one size or in several at once, as an encoder sends them: sizes that nobody watches are left out,
 * and begin with a key frame when somebody does again. Thread: the media loop.
 */
final class OutgoingCamera implements Outgoing {
    private static final long SECOND = 1_000_000_000L;
    /** One that fell so far behind goes on from now. */
    private static final long GIVE_UP_NANOS = SECOND / 2;

    private final List<CameraLayer> layers = new ArrayList<>();
    private final long phaseNanos;
    /** How many of the layers are sent. */
    private int wanted;

    private long beganNanos;
    private long frames;

    /**
     * A camera that is not begun.
     *
     * @param clips its sizes, the smallest first
     * @param ssrcs of each
     */
    OutgoingCamera(List<CameraClip> clips, List<Integer> ssrcs, int payloadType, RandomGenerator random) {
        for (int i = 0; i < clips.size(); i++) {
            layers.add(new CameraLayer(clips.get(i), ssrcs.get(i), payloadType, random));
        }
        wanted = layers.size();
        phaseNanos = random.nextLong(SECOND / CameraClip.FRAMES_PER_SECOND);
    }

    /**
     * Somebody watches the layers up to this one, nobody those above.
     *
     * @param layer -1 for none
     */
    void wanted(int layer) {
        int now = Math.min(layer + 1, layers.size());
        for (int i = wanted; i < now; i++) {
            layers.get(i).beginAnew();
        }
        wanted = now;
    }

    private long dueNanos() {
        return beganNanos + frames * SECOND / CameraClip.FRAMES_PER_SECOND;
    }

    @Override
    public void begin(long nowNanos) {
        beganNanos = nowNanos + phaseNanos;
    }

    @Override
    public boolean isDue(long nowNanos) {
        return dueNanos() - nowNanos <= 0;
    }

    @Override
    public void sendDue(Way way, long nowNanos) {
        long captured = dueNanos();
        for (int i = 0; i < wanted; i++) {
            layers.get(i).send(way, frames, captured);
        }
        frames++;
        if (nowNanos - dueNanos() > GIVE_UP_NANOS) {
            beganNanos += nowNanos - dueNanos();
        }
    }

    @Override
    public boolean requestKeyFrame(int ssrc) {
        for (CameraLayer layer : layers) {
            if (layer.ssrc() == ssrc) {
                layer.beginAnew();
                return true;
            }
        }
        return false;
    }
}
