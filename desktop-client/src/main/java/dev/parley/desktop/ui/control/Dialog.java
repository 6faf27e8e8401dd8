package dev.parley.desktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A card with a title, content and buttons, which {@link Shell} opens. Each of its buttons closes it too. */
public final class Dialog extends VBox {
    private static final double WIDTH = 460; // logical pixels

    private final List<Button> actions;
    private @Nullable Node firstFocus;
    private Runnable onClosed = () -> {};

    /** @param id by which tests find it */
    public Dialog(String id, ObservableValue<String> title, Node content, Button... actions) {
        setId(id);
        this.actions = List.of(actions);
        getStyleClass().addAll("card", "dialog");
        setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        Label heading = new Label();
        heading.getStyleClass().add("dialog-title");
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        heading.textProperty().bind(title);
        accessibleTextProperty().bind(title);
        ScrollPane scroll = new AsHighAsItsContent(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.SOMETIMES);
        FlowPane row = new FlowPane(10, 10, actions);
        row.setAlignment(Pos.CENTER_RIGHT);
        row.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(heading, scroll, row);
    }

    /** Where the focus is at first, instead of the last button. */
    public Dialog focusing(Node node) {
        firstFocus = node;
        return this;
    }

    /** What happens when it is gone. */
    public Dialog onClosed(Runnable act) {
        onClosed = act;
        return this;
    }

    void opened(Runnable close) {
        for (Button action : actions) {
            var act = action.getOnAction();
            action.setOnAction(press -> {
                close.run();
                if (act != null) {
                    act.handle(press);
                }
            });
        }
        takeFocusBack();
    }

    void closed() {
        onClosed.run();
    }

    /** Whether this node is part of it. */
    boolean contains(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    /** The focus stays inside: from the last back to the first. */
    void takeFocusBack() {
        if (firstFocus != null) {
            firstFocus.requestFocus();
            firstFocus = null;
            return;
        }
        List<Node> focusable = new ArrayList<>();
        collect(this, focusable);
        if (!focusable.isEmpty()) {
            focusable.getFirst().requestFocus();
        }
    }

    /** A scroll pane asks for the height that its content has unwrapped; this one for the height at its width. */
    private static final class AsHighAsItsContent extends ScrollPane {
        AsHighAsItsContent(Node content) {
            super(content);
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.ceil(getContent().prefHeight(width));
        }
    }

    private static void collect(Parent parent, List<Node> into) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isVisible() && !child.isDisabled()) {
                if (child.isFocusTraversable()) {
                    into.add(child);
                }
                if (child instanceof Parent inner) {
                    collect(inner, into);
                }
            }
        }
    }
}
