package dev.parley.protocol.media;

import dev.parley.protocol.json.Omittable;

/**
 * The credentials of an ICE agent (RFC 8445).
 *
 * @param iceLite whether the agent answers checks only
 */
public record IceParameters(
        String usernameFragment,
        String password,
        @Omittable(written = true) boolean iceLite) {}
