package dev.parley.desktop.ui.call;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Where everyone is seen: scrolls when there are more tiles than fit. */
final class PeopleStage extends ScrollPane {
    PeopleStage(PeopleGrid grid) {
        super(grid);
        getStyleClass().add("stage");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        viewportBoundsProperty().subscribe(bounds -> grid.viewportHeight(bounds.getHeight()));
        skinProperty().subscribe(this::drawDirectly);
    }

    /** A scroll pane keeps a picture of its content, for scrolling. Ours changes with every frame of every video. */
    private void drawDirectly() {
        Node viewport = lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(false);
        }
    }
}
