package dev.parley.desktop.ui.preferences;

import org.jspecify.annotations.Nullable;

/**
 * How a person likes to see the others.
 *
 * @param mode whether somebody is larger than the others
 * @param hideSelf whether one does not see oneself beside others
 * @param hideWithoutVideo whether those are left out who send no picture
 */
public record ViewChoice(Mode mode, boolean hideSelf, boolean hideWithoutVideo) {
    /** At first. */
    public static final ViewChoice DEFAULT = new ViewChoice(Mode.GRID, false, false);

    /** Whether somebody is larger than the others. */
    public enum Mode {
        GRID,
        SPEAKER
    }

    /** Fills in what a file left out. */
    public ViewChoice(@Nullable Mode mode, boolean hideSelf, boolean hideWithoutVideo) {
        this.mode = mode == null ? Mode.GRID : mode;
        this.hideSelf = hideSelf;
        this.hideWithoutVideo = hideWithoutVideo;
    }

    public ViewChoice withMode(Mode wanted) {
        return new ViewChoice(wanted, hideSelf, hideWithoutVideo);
    }

    public ViewChoice withHideSelf(boolean hide) {
        return new ViewChoice(mode, hide, hideWithoutVideo);
    }

    public ViewChoice withHideWithoutVideo(boolean hide) {
        return new ViewChoice(mode, hideSelf, hide);
    }
}
