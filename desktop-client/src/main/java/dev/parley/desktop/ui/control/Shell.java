package dev.parley.desktop.ui.control;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The root of the window: what it shows, and at most one dialog above it, which keeps the focus inside. */
public final class Shell extends StackPane {
    private static final double MARGIN = 16; // logical pixels around a dialog

    private final Region shade = new Region();
    private final ChangeListener<Node> keepInside = (owner, before, now) -> keepInside(now);
    private @Nullable Node content;
    private @Nullable Dialog dialog;
    private final ReadOnlyBooleanWrapper dialogOpen = new ReadOnlyBooleanWrapper(this, "dialogOpen");
    private @Nullable Node focusedBefore;

    public Shell() {
        shade.getStyleClass().add("shade");
        shade.setOnMouseClicked(click -> closeDialog());
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (dialog != null && key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                closeDialog();
            }
        });
    }

    /** Shows this instead; a dialog goes with what it was above. */
    public void show(Node next) {
        closeDialog();
        if (content != null) {
            getChildren().remove(content);
        }
        content = next;
        getChildren().addFirst(next);
    }

    /** Whether a dialog is open: then keys are for it. */
    public boolean dialogOpen() {
        return dialogOpen.get();
    }

    /** {@link #dialogOpen()}, to be watched. */
    public ReadOnlyBooleanProperty dialogOpenProperty() {
        return dialogOpen.getReadOnlyProperty();
    }

    /** Opens a dialog, instead of one that is open. */
    public void open(Dialog next) {
        closeDialog();
        focusedBefore = getScene() == null ? null : getScene().getFocusOwner();
        dialog = next;
        dialogOpen.set(true);
        StackPane.setMargin(next, new Insets(MARGIN));
        getChildren().addAll(shade, next);
        if (getScene() != null) {
            getScene().focusOwnerProperty().addListener(keepInside);
        }
        // What scrolls is in the scene only once it is styled; before, it cannot have the focus.
        next.applyCss();
        next.layout();
        next.opened(this::closeDialog);
    }

    /** Closes the dialog, if one is open; the focus is again where it was. */
    public void closeDialog() {
        Dialog open = dialog;
        if (open == null) {
            return;
        }
        dialog = null;
        dialogOpen.set(false);
        if (getScene() != null) {
            getScene().focusOwnerProperty().removeListener(keepInside);
        }
        getChildren().removeAll(shade, open);
        open.closed();
        if (focusedBefore != null && focusedBefore.getScene() != null) {
            focusedBefore.requestFocus();
        }
        focusedBefore = null;
    }

    private void keepInside(@Nullable Node owner) {
        Dialog open = dialog;
        if (open != null && owner != null && !open.contains(owner)) {
            open.takeFocusBack();
        }
    }
}
