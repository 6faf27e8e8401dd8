/**
 * How fast to send over one transport: the send-side bandwidth estimate that lives on transport-wide feedback
 * (draft-ietf-rmcat-gcc-02, draft-holmer-rmcat-transport-wide-cc-extensions-01), and the pacer that spreads packets
 * over time and carries out probes. {@link dev.parley.protocol.bwe.SendSideBandwidth} and
 * {@link dev.parley.protocol.bwe.Pacer} are the doors; everything else is a part of one of them.
 *
 * <p>Thread: the one that owns the transport (a Worker's loop, or the client's media thread). Time comes in as
 * {@code long nowNanos}, monotonic. Rates are bits per second of whatever bytes the owner reports. Imports {@code wire}
 * and {@code rtcp}.
 */
@NullMarked
package dev.parley.protocol.bwe;

import org.jspecify.annotations.NullMarked;
