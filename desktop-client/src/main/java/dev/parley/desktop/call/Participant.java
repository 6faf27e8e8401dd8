package dev.parley.desktop.call;

import dev.parley.desktop.picture.FrameSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else in the room. Facts change over time; {@link Call.Listener#changed} says when.
 *
 * <p>Thread: any.
 */
public interface Participant {
    /** The server's name for them. */
    String peerId();

    /** As they call themselves; empty for a guest without a name. */
    String displayName();

    /** Whether they send a picture. */
    boolean cameraOn();

    /** Whether they can be heard. */
    boolean microphoneOn();

    /** Whether they share a screen. */
    boolean screenOn();

    /** Whether what they share can be heard. */
    boolean screenSoundOn();

    /** Whether the picture of their camera, or of their screen, is left out to save data. */
    boolean spared(boolean screen);

    /** Whether the picture of their camera, or of their screen, is in a format that cannot be shown here. */
    boolean undecodable(boolean screen);

    /** How loud they are at this moment, 0 (silence) to 1, as a linear amplitude (root mean square). */
    double level();

    /** How loud one hears them, 0 (not at all) to 2; 1 at first. */
    double volume();

    /** Sets {@link #volume}. */
    void volume(double factor);

    /** How loud one hears what they share, 0 (not at all) to 2; 1 at first. */
    double screenVolume();

    /** Sets {@link #screenVolume}. */
    void screenVolume(double factor);

    /** Where the pictures of their screen go from now on; null for nowhere. */
    void showScreen(@Nullable FrameSink sink);

    /** Where their pictures go from now on; null for nowhere. Pictures come on a thread of the media's. */
    void show(@Nullable FrameSink sink);

    /** What is received of them, for the statistics overlay; empty while nothing is. */
    Optional<Figures> figures();

    /** Which layers are sent here of the picture that {@link #figures} tells of; empty where it has none, or is not sent. */
    Optional<Layers> layers();

    /**
     * Parts of a stream that is sent in several.
     *
     * @param spatial 0 is the smallest picture
     * @param temporal 0 is the fewest pictures a second
     */
    record Layers(int spatial, int temporal) {}

    /**
     * What is received of somebody.
     *
     * @param width of the last picture, 0 while there is none
     * @param height of the last picture, 0 while there is none
     * @param framesPerSecond shown in the last second
     * @param bitsPerSecond video and audio, in the last second
     * @param lossShare of packets in the last seconds, 0 to 1, before repair
     * @param jitterBufferMillis how long pictures wait
     * @param concealedSamples of sound that were made up since the beginning, because nothing was there in time
     * @param playedSamples of sound since the beginning
     */
    record Figures(
            int width,
            int height,
            double framesPerSecond,
            long bitsPerSecond,
            double lossShare,
            double jitterBufferMillis,
            long concealedSamples,
            long playedSamples) {}
}
