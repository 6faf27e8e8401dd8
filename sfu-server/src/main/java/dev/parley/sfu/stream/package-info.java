/**
 * Per-SSRC state: what is received from a publisher ({@code ReceiveStream}) and what is sent to a subscriber
 * ({@code SentPackets}, {@code Continuity}), and the view of one packet on its way between them.
 *
 * <p>Thread: the Worker's. Imports the protocol only.
 */
@NullMarked
package dev.parley.sfu.stream;

import org.jspecify.annotations.NullMarked;
