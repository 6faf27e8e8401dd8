package dev.parley.desktop.ui.stage;

import java.util.List;
import java.util.Optional;

/**
 * Where everybody's tile stands.
 *
 * @param places of those who are seen
 * @param page from 0
 * @param pages at least 1
 * @param pager where the buttons to turn pages stand; empty when there is one page
 */
record Arrangement(List<Place> places, int page, int pages, Optional<Box> pager) {
    Arrangement {
        places = List.copyOf(places);
    }

    static Arrangement onOnePage(List<Place> places) {
        return new Arrangement(places, 0, 1, Optional.empty());
    }
}
