package dev.parley.desktop.ui.control;

import java.util.function.DoubleSupplier;
import javafx.animation.AnimationTimer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A bar that shows how loud something is at this moment, while it stands in a window. */
public final class LevelMeter extends Region {
    private static final double FALL = 0.9; // of the last height, per frame: a bar that jumps is restless
    private static final double LEAST_CHANGE = 0.004; // of the whole; less is not seen and not drawn

    private final Region bar = new Region();
    private final DoubleSupplier amplitude;
    private double level;

    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            show(perceived(amplitude.getAsDouble()));
        }
    };

    /** @param amplitude 0 to 1, linear */
    public LevelMeter(DoubleSupplier amplitude) {
        this.amplitude = amplitude;
        getStyleClass().add("level");
        bar.getStyleClass().add("level-bar");
        bar.setManaged(false);
        getChildren().add(bar);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        sceneProperty().addListener((scene, before, now) -> {
            if (now == null) {
                timer.stop();
            } else {
                timer.start();
            }
        });
    }

    /** What is shown, 0 to 1, on a scale that follows hearing. */
    public double level() {
        return level;
    }

    /** Maps an amplitude (0 to 1) to 0..1 linearly in decibels, from -60 dB to -6 dB, as the web client does. */
    public static double perceived(double amplitude) {
        return amplitude <= 0 ? 0 : Math.clamp((20 * Math.log10(amplitude) + 60) / 54, 0, 1);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> level;
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> 1.0;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() * level;
        // Thinner than it is high, the bar would be a sliver with wrong corners.
        bar.setVisible(width >= getHeight() / 2);
        bar.resizeRelocate(0, 0, Math.max(getHeight(), width), getHeight());
    }

    private void show(double measured) {
        double next = Math.max(measured, level * FALL);
        if (Math.abs(next - level) > LEAST_CHANGE || (next == 0 && level != 0)) {
            level = next;
            setNeedsLayout(true);
        }
    }
}
