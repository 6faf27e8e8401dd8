package dev.parley.protocol.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebRTC scalability mode such as {@code L3T3_KEY}.
 *
 * @param spatialLayers 1 to 99
 * @param temporalLayers 1 to 99
 * @param keyFramesOnly whether spatial layers depend on each other in key frames only
 */
public record ScalabilityMode(int spatialLayers, int temporalLayers, boolean keyFramesOnly) {
    private static final Pattern MODE = Pattern.compile("[LS]([1-9]\\d?)T([1-9]\\d?)(_KEY)?");

    /** One layer of each kind, for everything that is no mode. */
    private static final ScalabilityMode NONE = new ScalabilityMode(1, 1, false);

    /** The mode that a text begins with; one layer of each kind if it names none. */
    public static ScalabilityMode of(String text) {
        Matcher mode = MODE.matcher(text);
        return mode.lookingAt()
                ? new ScalabilityMode(
                        Integer.parseInt(mode.group(1)), Integer.parseInt(mode.group(2)), mode.group(3) != null)
                : NONE;
    }
}
