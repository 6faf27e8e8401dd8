package dev.parley.desktop.ui.meeting;

import javafx.scene.layout.Region;

/** What can be shown beside the pictures. */
public interface PanelContent {
    /** The key of its heading. */
    String title();

    /** What is shown. */
    Region region();

    /** It has just been opened. */
    void opened();
}
