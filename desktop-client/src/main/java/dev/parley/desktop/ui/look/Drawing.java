package dev.parley.desktop.ui.look;

import java.util.List;

/** Line drawings on a field of 24 by 24, the same as in the web client. */
@SuppressWarnings("ImmutableEnumChecker") // the list is made by List.of
public enum Drawing {
    MICROPHONE("M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z", "M5.5 11a6.5 6.5 0 0 0 13 0", "M12 17.5V21"),
    MICROPHONE_OFF(
            "M15 10.5V6a3 3 0 0 0-5.7-1.3M9 9v2a3 3 0 0 0 4.6 2.5",
            "M5.5 11a6.5 6.5 0 0 0 10.2 5.3M18.5 11a6.5 6.5 0 0 1-0.8 3.1",
            "M12 17.5V21",
            "M3.5 3.5l17 17"),
    CAMERA(
            "M5 6.5h8.5a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z",
            "M15.5 10.8l4.3-2.7a0.8 0.8 0 0 1 1.2 0.7v6.4a0.8 0.8 0 0 1-1.2 0.7l-4.3-2.7"),
    CAMERA_OFF(
            "M9.5 6.5h4a2 2 0 0 1 2 2v4M15.2 16.6a2 2 0 0 1-1.7 0.9H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 1.7-2",
            "M15.5 10.8l4.3-2.7a0.8 0.8 0 0 1 1.2 0.7v6.4a0.8 0.8 0 0 1-1 0.8",
            "M3.5 3.5l17 17"),
    SPEAKER("M4 9.5h3.5L12 5.5v13l-4.5-4H4z", "M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11"),
    SPEAKER_OFF("M4 9.5h3.5L12 5.5v13l-4.5-4H4z", "M16 9.5l5 5M21 9.5l-5 5"),
    SETTINGS(
            "M4 7h9M17 7h3M4 17h3M11 17h9",
            "M15 4.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4z",
            "M9 14.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4z"),
    STATISTICS("M5 20v-6M12 20V5M19 20v-10"),
    LINK(
            "M10 14a4 4 0 0 0 5.7 0.3l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3",
            "M14 10a4 4 0 0 0-5.7-0.3l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3"),
    LEAVE("M3.7 13.2c4.7-4.4 11.9-4.4 16.6 0c0.6 0.6 0.6 1.5 0.1 2.1l-1 1.2c-0.5 0.6-1.4 0.7-2 0.2l-1.8-1.4"
            + "a1.5 1.5 0 0 1-0.6-1.2v-1.6a10 10 0 0 0-6 0v1.6c0 0.5-0.2 0.9-0.6 1.2l-1.8 1.4"
            + "c-0.6 0.5-1.5 0.4-2-0.2l-1-1.2c-0.5-0.6-0.5-1.5 0.1-2.1z"),
    PEOPLE(
            "M9 11.5a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7z",
            "M2.5 19.5c0.4-3.3 3.1-5.5 6.5-5.5s6.1 2.2 6.5 5.5",
            "M16 5a3.3 3.3 0 0 1 0 6.3M18 14.5c1.9 0.8 3.2 2.6 3.5 5"),
    CHECK("M5 12.5l4.5 4.5L19 7.5"),
    SHUFFLE("M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9", "M19.5 4.5V9H15"),
    WARNING("M12 4.5l8.5 15h-17z", "M12 10v4.5M12 17v0.1"),
    NOTE("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z", "M12 11v5M12 8v0.1"),
    CLOSE("M6 6l12 12M18 6L6 18"),
    MORE("M5.5 12h0.1M12 12h0.1M18.5 12h0.1");

    private final List<String> paths;

    Drawing(String... paths) {
        this.paths = List.of(paths);
    }

    List<String> paths() {
        return paths;
    }
}
