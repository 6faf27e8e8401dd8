package dev.parley.desktop.ui.stage;

/** A place, in logical pixels from the upper left corner. */
record Box(int x, int y, int width, int height) {}
