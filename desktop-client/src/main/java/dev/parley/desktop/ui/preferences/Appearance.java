package dev.parley.desktop.ui.preferences;

/** Which colours a person wants. */
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK
}
