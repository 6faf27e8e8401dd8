/**
 * RTCP as sealed records, with a reader and a writer of compound and reduced-size packets (RFC 3550, 3611, 4585, 5104,
 * 5506, REMB, transport-wide congestion control).
 *
 * <p>Thread: any; values are immutable. Imports {@code wire} only. Control traffic, a few packets a second: records
 * are allocated here, unlike on the RTP path.
 */
@NullMarked
package dev.parley.protocol.rtcp;

import org.jspecify.annotations.NullMarked;
