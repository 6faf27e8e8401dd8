package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Generic negative acknowledgement (RFC 4585, section 6.2.1).
 *
 * @param lost sequence numbers, 0 to 65535, in the order of the packet; the writer packs neighbours together
 */
public record GenericNack(int senderSsrc, int mediaSsrc, List<Integer> lost) implements RtcpPacket {
    static final int FORMAT = 1;

    public GenericNack {
        lost = List.copyOf(lost);
    }
}
