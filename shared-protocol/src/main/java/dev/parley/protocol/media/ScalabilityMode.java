package dev.parley.protocol.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebRTC scalability mode such as {@code L3T3_KEY}.
 *
 * @param spatialLayers 1 to 99
 * @param temporalLayers 1 to 99
 * @param keyFramesOnly whether spatial layers depend on each other in key frames only
 * @param independent whether spatial layers do not depend on each other at all: a simulcast in one stream
 */
public record ScalabilityMode(int spatialLayers, int temporalLayers, boolean keyFramesOnly, boolean independent) {
    private static final Pattern MODE = Pattern.compile("([LS])([1-9]\\d?)T([1-9]\\d?)(_KEY)?");

    /** One layer of each kind, for everything that is no mode. */
    public static final ScalabilityMode NONE = new ScalabilityMode(1, 1, false, false);

    /** The mode that a text begins with; one layer of each kind if it names none. */
    public static ScalabilityMode of(String text) {
        Matcher mode = MODE.matcher(text);
        return mode.lookingAt()
                ? new ScalabilityMode(
                        Integer.parseInt(mode.group(2)),
                        Integer.parseInt(mode.group(3)),
                        mode.group(4) != null,
                        mode.group(1).equals("S"))
                : NONE;
    }

    /** Whether there is more than one layer of a kind. */
    public boolean layered() {
        return spatialLayers > 1 || temporalLayers > 1;
    }
}
