package dev.parley.desktop.ui.stage;

/**
 * Somebody, or somebody's screen, that can have a tile.
 *
 * @param self whether that is oneself
 * @param video whether there is a picture, or one is announced
 * @param screen whether it is a screen
 */
record Member(String id, boolean self, boolean video, boolean screen) {}
