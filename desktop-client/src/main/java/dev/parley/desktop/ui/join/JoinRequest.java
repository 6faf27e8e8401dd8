package dev.parley.desktop.ui.join;

import dev.parley.desktop.call.Place;

/**
 * A complete and valid wish to join.
 *
 * @param name not empty
 */
public record JoinRequest(Place place, String name) {}
