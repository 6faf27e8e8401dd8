/**
 * What stands at the front of a codec's RTP payload, one file per codec: enough to find key frames and to renumber
 * pictures when forwarding, without decoding anything.
 *
 * <p>Thread: confined to whoever owns the view; the key frame detectors of {@link
 * dev.parley.protocol.payload.KeyFrameDetector#of} hold a view and are confined too. Imports {@code wire} only.
 */
@NullMarked
package dev.parley.protocol.payload;

import org.jspecify.annotations.NullMarked;
