package dev.parley.desktop.ui.picture;

import dev.parley.desktop.picture.FrameSink;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A place in the window that shows pictures; nothing of it is seen until the first one is there. */
public final class PictureView extends Region {
    private final PictureTicks ticks;
    private final double radius;
    private final ImageView image = new ImageView();
    private final ReadOnlyBooleanWrapper hasPicture = new ReadOnlyBooleanWrapper(this, "hasPicture");
    private final ReadOnlyBooleanWrapper filled = new ReadOnlyBooleanWrapper(this, "filled");
    private boolean mirrored;
    private boolean whole;
    private @Nullable PictureSlot slot;
    private double visibleAspect = 16.0 / 9;

    /** @param radius of its corners, in logical pixels */
    public PictureView(PictureTicks ticks, double radius) {
        this.ticks = ticks;
        this.radius = radius;
        image.setManaged(false);
        image.setVisible(false);
        image.setPreserveRatio(false);
        getChildren().add(image);
        setMouseTransparent(true);
    }

    /** Shows pictures as in a mirror. */
    public void mirrored(boolean mirrored) {
        this.mirrored = mirrored;
        retarget();
    }

    /** Cuts nothing off, whatever shape its place has. */
    public void whole(boolean all) {
        whole = all;
        retarget();
    }

    /** Whether a picture is shown. */
    public ReadOnlyBooleanProperty hasPicture() {
        return hasPicture.getReadOnlyProperty();
    }

    /** Whether a picture covers the whole place, so that nothing behind it is seen. */
    public ReadOnlyBooleanProperty filled() {
        return filled.getReadOnlyProperty();
    }

    /** Begins to show what comes through the sink that is returned; what came before is not shown any more. */
    public FrameSink begin() {
        end();
        PictureSlot begun = new PictureSlot(ticks, this::show);
        slot = begun;
        retarget();
        return begun;
    }

    /** Shows nothing any more. */
    public void end() {
        if (slot != null) {
            slot.close();
            slot = null;
        }
        image.setImage(null);
        image.setVisible(false);
        hasPicture.set(false);
        filled.set(false);
    }

    private void show(Surface surface) {
        image.setImage(surface.image());
        if (!surface.visible().equals(image.getViewport())) {
            image.setViewport(surface.visible());
            visibleAspect = surface.visible().getWidth() / surface.visible().getHeight();
            requestLayout();
        }
        surface.refresh();
        if (!hasPicture.get()) {
            image.setVisible(true);
            hasPicture.set(true);
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = Math.min(getWidth(), getHeight() * visibleAspect);
        double height = Math.min(getHeight(), getWidth() / visibleAspect);
        // Within a pixel of the place it fills it: whoever cut the picture had to round.
        image.setFitWidth(getWidth() - width <= 2 ? getWidth() : width);
        image.setFitHeight(getHeight() - height <= 2 ? getHeight() : height);
        // On whole pixels, or every one would be a mixture of four.
        image.relocate(
                snapPositionX((getWidth() - image.getFitWidth()) / 2),
                snapPositionY((getHeight() - image.getFitHeight()) / 2));
        filled.set(hasPicture.get() && image.getFitWidth() == getWidth() && image.getFitHeight() == getHeight());
        retarget();
    }

    private void retarget() {
        if (slot == null) {
            return;
        }
        double scale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        slot.target(new Target(
                (int) Math.round(getWidth() * scale),
                (int) Math.round(getHeight() * scale),
                radius * scale,
                mirrored,
                whole));
    }
}
