package dev.parley.protocol.rtcp;

import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the chunks of a source description (RFC 3550, section 6.5). */
final class SourceDescriptionReader {
    private SourceDescriptionReader() {}

    static Optional<SourceDescription> read(byte[] bytes, int from, int end, int count) {
        List<SourceDescription.Chunk> chunks = new ArrayList<>(count);
        int at = from;
        for (int i = 0; i < count; i++) {
            if (end - at < 4) {
                return Optional.empty();
            }
            int ssrc = Bytes.i32(bytes, at);
            List<SourceDescription.Item> items = new ArrayList<>(1);
            int next = items(bytes, at + 4, end, items);
            if (next < 0) {
                return Optional.empty();
            }
            chunks.add(new SourceDescription.Chunk(ssrc, items));
            // A chunk ends with one or more zeros, up to the next multiple of four.
            at = from + (next - from + 4) / 4 * 4;
        }
        return Optional.of(new SourceDescription(chunks));
    }

    /** The index of the zero that ends the items, or -1 when they are malformed. */
    private static int items(byte[] bytes, int from, int end, List<SourceDescription.Item> items) {
        int at = from;
        while (at < end && bytes[at] != 0) {
            if (end - at < 2 || Bytes.u8(bytes, at + 1) > end - at - 2) {
                return -1;
            }
            int size = Bytes.u8(bytes, at + 1);
            items.add(new SourceDescription.Item(Bytes.u8(bytes, at), text(bytes, at + 2, size)));
            at += 2 + size;
        }
        return at < end ? at : -1;
    }

    /** UTF-8 as it comes; what is no UTF-8 becomes replacement characters. */
    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
