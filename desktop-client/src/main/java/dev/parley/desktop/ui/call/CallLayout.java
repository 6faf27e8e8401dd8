package dev.parley.desktop.ui.call;

import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * The stage above, the bar below with the room on the left and the link on the right; where there is no room for them, room
 * and link are on top. A panel, while it is open, is on the right of the stage.
 */
final class CallLayout extends Pane {
    /** Below this width there is less room for everything. */
    static final double NARROW = 760; // logical pixels, all of these
    /** Below this width the name of the room and the words of the link do not fit beside the buttons. */
    static final double TIGHT = 1080;

    /** Below this width the room and the link have no place beside the bar. */
    private static final double CROWDED = 960;

    private static final double PANEL = 340;
    private static final double BAR = 80;
    private static final double SIDE = 20;
    private static final double NARROW_SIDE = 12;

    private final Region stage;
    private final Region overlay;
    private final Region panel;
    private final Region room;
    private final Region controls;
    private final Region link;
    private final Region small;
    private boolean mini;

    CallLayout(Region stage, Region overlay, Region panel, Region room, Region controls, Region link, Region small) {
        this.stage = stage;
        this.overlay = overlay;
        this.panel = panel;
        this.room = room;
        this.controls = controls;
        this.link = link;
        this.small = small;
        getChildren().addAll(stage, overlay, panel, room, controls, link, small);
        panel.visibleProperty().subscribe(this::requestLayout);
    }

    /** Only the stage with a few switches, or all of it. */
    boolean isMini() {
        return mini;
    }

    void mini(boolean is) {
        mini = is;
        overlay.setVisible(!is);
        room.setVisible(!is);
        controls.setVisible(!is);
        link.setVisible(!is);
        small.setVisible(is);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (mini) {
            double bar = small.prefHeight(-1);
            place(stage, 0, 0, width, height - bar);
            place(small, 0, height - bar, width, bar);
            return;
        }
        double controlsWidth = Math.min(controls.prefWidth(-1), width);
        double top = 0;
        if (width < CROWDED) {
            double linkWidth = link.prefWidth(-1);
            top = Math.ceil(link.prefHeight(-1)) + 16;
            place(link, width - linkWidth - NARROW_SIDE, 0, linkWidth, top);
            place(room, 16, 0, Math.max(0, width - linkWidth - NARROW_SIDE - 32), top);
            place(controls, Math.floor((width - controlsWidth) / 2), height - BAR, controlsWidth, BAR);
        } else {
            double left = Math.floor((width - controlsWidth) / 2);
            place(controls, left, height - BAR, controlsWidth, BAR);
            place(room, SIDE, height - BAR, Math.max(0, left - 2 * SIDE), BAR);
            double linkLeft = left + controlsWidth + SIDE;
            place(link, linkLeft, height - BAR, Math.max(0, width - linkLeft - SIDE), BAR);
        }
        double middle = Math.max(0, height - BAR - top);
        // Where both have no room, the panel covers the stage.
        double panelWidth = width < NARROW ? width : PANEL;
        double left = panel.isVisible() && width >= NARROW ? width - panelWidth : width;
        place(stage, 0, top, left, middle);
        place(overlay, 0, top, left, middle);
        place(panel, width - panelWidth, top, panelWidth, middle);
    }

    private static void place(Node node, double x, double y, double width, double height) {
        node.resizeRelocate(x, y, width, height);
    }
}
