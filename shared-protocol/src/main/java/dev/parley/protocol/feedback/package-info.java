/**
 * What the two ends of a stream tell each other about its packets: which are missing, which arrived when, how many were
 * lost, how much the path carries; and the packets kept to be sent again.
 *
 * <p>Thread: the one that owns the transport (a Worker's loop, or the client's media thread). Time comes in as
 * {@code long nowNanos}. Imports {@code wire}, {@code rtp} and {@code rtcp}.
 */
@NullMarked
package dev.parley.protocol.feedback;

import org.jspecify.annotations.NullMarked;
