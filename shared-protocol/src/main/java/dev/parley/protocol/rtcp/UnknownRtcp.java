package dev.parley.protocol.rtcp;

/**
 * A well-framed packet of a type or feedback format Parley has no use for. Counted, never relayed: its content is not
 * kept, and it cannot be written.
 *
 * @param packetType 192 to 223, usually; what the second byte said
 * @param format count or feedback message type, 0 to 31
 * @param length bytes it had, with its head
 */
public record UnknownRtcp(int packetType, int format, int length) implements RtcpPacket {}
