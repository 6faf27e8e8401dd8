/**
 * What two ends say of media before any flows: RTP capabilities and parameters, ICE and DTLS parameters, in exactly the
 * shapes that {@code mediasoup-client} takes and gives, and {@link dev.parley.protocol.media.Ortc}, which derives one
 * from the other by mediasoup's rules.
 *
 * <p>A text that is absent is empty and a number that is absent is 0, unless a component is an
 * {@link java.util.Optional}: mediasoup itself makes no difference between the two.
 *
 * <p>Thread: any; everything is immutable. May import {@code wire} and {@code json}.
 */
@NullMarked
package dev.parley.protocol.media;

import org.jspecify.annotations.NullMarked;
