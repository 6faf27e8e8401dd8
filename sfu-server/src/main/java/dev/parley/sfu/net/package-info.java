/**
 * A Worker's sockets: one UDP port and one TCP port of the same number, who owns which address, and the batched way
 * out.
 *
 * <p>Thread: the Worker's, which is the event loop of these sockets. Imports {@code transport}, {@code stream} and the
 * protocol.
 */
@NullMarked
package dev.parley.sfu.net;

import org.jspecify.annotations.NullMarked;
