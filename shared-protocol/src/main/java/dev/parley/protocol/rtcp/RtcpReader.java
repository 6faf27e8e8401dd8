package dev.parley.protocol.rtcp;

import dev.parley.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads compound RTCP packets (RFC 3550, section 6.1) and reduced-size ones (RFC 5506). Never throws; its work and
 * what it allocates are bounded by the length of the input.
 */
public final class RtcpReader {
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    /** Common header; with the sender's source it is the shortest packet but for an empty BYE or SDES. */
    private static final int HEAD = 4;

    private RtcpReader() {}

    /**
     * The packets at {@code bytes[offset .. offset + length)}; empty when any of them is malformed, because what
     * stands behind a lie about a length cannot be trusted. Types Parley does not know are {@link UnknownRtcp}.
     */
    public static Optional<List<RtcpPacket>> read(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < HEAD || length > bytes.length - offset) {
            return Optional.empty();
        }
        List<RtcpPacket> packets = new ArrayList<>(4);
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (end - at < HEAD || Bytes.u8(bytes, at) >>> 6 != 2) {
                return Optional.empty();
            }
            int packetEnd = at + 4 + 4 * Bytes.u16(bytes, at + 2);
            if (packetEnd > end) {
                return Optional.empty();
            }
            int contentEnd = withoutPadding(bytes, at, packetEnd);
            if (contentEnd < 0) {
                return Optional.empty();
            }
            Optional<? extends RtcpPacket> packet = readOne(bytes, at, contentEnd);
            if (packet.isEmpty()) {
                return Optional.empty();
            }
            packets.add(packet.get());
            at = packetEnd;
        }
        return Optional.of(packets);
    }

    private static int withoutPadding(byte[] bytes, int at, int packetEnd) {
        if ((bytes[at] & 0x20) == 0) {
            return packetEnd;
        }
        int padding = packetEnd - at > HEAD ? Bytes.u8(bytes, packetEnd - 1) : 0;
        return padding == 0 || padding > packetEnd - at - HEAD ? -1 : packetEnd - padding;
    }

    private static Optional<? extends RtcpPacket> readOne(byte[] bytes, int at, int end) {
        int count = bytes[at] & 0x1f;
        int type = Bytes.u8(bytes, at + 1);
        int from = at + HEAD;
        return switch (type) {
            case SenderReport.TYPE -> senderReport(bytes, from, end, count);
            case ReceiverReport.TYPE -> receiverReport(bytes, from, end, count);
            case SourceDescription.TYPE -> SourceDescriptionReader.read(bytes, from, end, count);
            case Bye.TYPE -> bye(bytes, from, end, count);
            case TRANSPORT_FEEDBACK, PAYLOAD_FEEDBACK -> FeedbackReader.read(bytes, at, end, type, count);
            case ExtendedReport.TYPE -> ExtendedReportCodec.read(bytes, from, end);
            default -> Optional.of(new UnknownRtcp(type, count, end - at));
        };
    }

    private static Optional<SenderReport> senderReport(byte[] bytes, int from, int end, int count) {
        if (end - from < 24 + count * ReportBlock.LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new SenderReport(
                Bytes.i32(bytes, from),
                Bytes.i64(bytes, from + 4),
                Bytes.i32(bytes, from + 12),
                Bytes.i32(bytes, from + 16),
                Bytes.i32(bytes, from + 20),
                reportBlocks(bytes, from + 24, count)));
    }

    private static Optional<ReceiverReport> receiverReport(byte[] bytes, int from, int end, int count) {
        if (end - from < 4 + count * ReportBlock.LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new ReceiverReport(Bytes.i32(bytes, from), reportBlocks(bytes, from + 4, count)));
    }

    private static List<ReportBlock> reportBlocks(byte[] bytes, int from, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int at = from; blocks.size() < count; at += ReportBlock.LENGTH) {
            blocks.add(new ReportBlock(
                    Bytes.i32(bytes, at),
                    Bytes.u8(bytes, at + 4),
                    // 24 bits, signed.
                    Bytes.i32(bytes, at + 4) << 8 >> 8,
                    Bytes.i32(bytes, at + 8),
                    Bytes.i32(bytes, at + 12),
                    Bytes.i32(bytes, at + 16),
                    Bytes.i32(bytes, at + 20)));
        }
        return blocks;
    }

    private static Optional<Bye> bye(byte[] bytes, int from, int end, int count) {
        if (end - from < 4 * count) {
            return Optional.empty();
        }
        int reasonAt = from + 4 * count;
        String reason = "";
        if (reasonAt < end) {
            int size = Bytes.u8(bytes, reasonAt);
            if (size > end - reasonAt - 1) {
                return Optional.empty();
            }
            reason = SourceDescriptionReader.text(bytes, reasonAt + 1, size);
        }
        return Optional.of(new Bye(sources(bytes, from, count), reason));
    }

    static List<Integer> sources(byte[] bytes, int from, int count) {
        List<Integer> sources = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sources.add(Bytes.i32(bytes, from + 4 * i));
        }
        return sources;
    }
}
