package dev.parley.sfu.http;

import io.netty.buffer.ByteBuf;

/**
 * One file of the browser client, ready to be sent.
 *
 * @param content shared and read-only: send a duplicate
 * @param contentType with its charset where it has one
 * @param entityTag quoted (RFC 9110 section 8.8.3)
 * @param immutable whether its name changes with its content
 */
record StaticFile(ByteBuf content, String contentType, String entityTag, boolean immutable) {}
