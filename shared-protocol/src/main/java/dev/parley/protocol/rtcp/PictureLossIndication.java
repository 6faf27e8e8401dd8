package dev.parley.protocol.rtcp;

/** Picture loss indication (RFC 4585, section 6.3.1): the request for a key frame. */
public record PictureLossIndication(int senderSsrc, int mediaSsrc) implements RtcpPacket {
    static final int FORMAT = 1;
}
