package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Source description (RFC 3550, section 6.5).
 *
 * @param chunks at most 31
 */
public record SourceDescription(List<Chunk> chunks) implements RtcpPacket {
    static final int TYPE = 202;

    /** Item type of the canonical name, the only one every chunk must have. */
    public static final int CNAME = 1;

    public SourceDescription {
        chunks = List.copyOf(chunks);
    }

    /** The description that names one source. */
    public static SourceDescription ofCname(int ssrc, String cname) {
        return new SourceDescription(List.of(new Chunk(ssrc, List.of(new Item(CNAME, cname)))));
    }

    /** What is said of one source. */
    public record Chunk(int ssrc, List<Item> items) {
        public Chunk {
            items = List.copyOf(items);
        }
    }

    /**
     * One saying.
     *
     * @param type 1 to 255
     * @param text at most 255 bytes of UTF-8
     */
    public record Item(int type, String text) {}
}
