package dev.parley.sfu.room;

/**
 * What a peer enters a room as.
 *
 * @param displayName the name shown to the others; empty for a guest
 * @param role what it may do there
 */
public record Admission(String displayName, Role role) {}
