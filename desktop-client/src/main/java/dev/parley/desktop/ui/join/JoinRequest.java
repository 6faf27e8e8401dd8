package dev.parley.desktop.ui.join;

import java.net.URI;

/**
 * A complete and valid wish to join.
 *
 * @param server {@code http} or {@code https}, with a host, perhaps a port, and nothing more
 * @param room not empty
 * @param name not empty
 */
public record JoinRequest(URI server, String room, String name) {}
