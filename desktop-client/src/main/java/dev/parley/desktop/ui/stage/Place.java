package dev.parley.desktop.ui.stage;

/** Where one of those stands who are seen. */
record Place(String id, Role role, Box box) {
    /** What a tile is among the others. */
    enum Role {
        EQUAL,
        LARGE,
        STRIP,
        FLOATING
    }
}
