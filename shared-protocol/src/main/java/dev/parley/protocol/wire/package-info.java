/**
 * The smallest tools of the wire: big-endian bytes, bits, 16-bit sequence arithmetic and NTP time.
 *
 * <p>Thread: any; everything here is stateless or confined to its owner. Imports nothing of Parley.
 */
@NullMarked
package dev.parley.protocol.wire;

import org.jspecify.annotations.NullMarked;
