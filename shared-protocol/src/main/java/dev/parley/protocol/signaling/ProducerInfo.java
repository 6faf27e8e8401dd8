package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.media.MediaKind;
import java.util.Optional;

/**
 * A producer of another peer.
 *
 * @param paused whether its owner has paused it
 * @param source what it shows, if its owner told
 */
public record ProducerInfo(
        String producerId,
        MediaKind kind,
        @Extension @Omittable(written = true) boolean paused,
        @Extension Optional<ProducerSource> source) {}
