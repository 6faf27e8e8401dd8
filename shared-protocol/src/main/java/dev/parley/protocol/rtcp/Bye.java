package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Goodbye (RFC 3550, section 6.6).
 *
 * @param ssrcs the sources that leave, at most 31
 * @param reason at most 255 bytes of UTF-8; empty when none was given
 */
public record Bye(List<Integer> ssrcs, String reason) implements RtcpPacket {
    static final int TYPE = 203;

    public Bye {
        ssrcs = List.copyOf(ssrcs);
    }
}
