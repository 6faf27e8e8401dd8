/**
 * RTP packets as they stand in a buffer: the reusable view, the header writer, header extensions (RFC 8285),
 * retransmission payloads (RFC 4588) and the renumbering that keeps a forwarded stream continuous.
 *
 * <p>Thread: confined to whoever owns the object; nothing here is shared. Imports {@code wire} only.
 */
@NullMarked
package dev.parley.protocol.rtp;

import org.jspecify.annotations.NullMarked;
