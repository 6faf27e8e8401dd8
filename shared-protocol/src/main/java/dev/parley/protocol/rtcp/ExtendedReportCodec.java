package dev.parley.protocol.rtcp;

import dev.parley.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bytes of an {@link ExtendedReport} behind its common header (RFC 3611, sections 2 to 4). */
final class ExtendedReportCodec {
    private static final int BLOCK_HEAD = 4;
    private static final int REFERENCE_TIME_LENGTH = 12;
    private static final int DLRR_ENTRY = 12;

    private ExtendedReportCodec() {}

    static Optional<ExtendedReport> read(byte[] bytes, int from, int end) {
        if (end - from < 4) {
            return Optional.empty();
        }
        List<ExtendedReport.Block> blocks = new ArrayList<>(1);
        int at = from + 4;
        while (at < end) {
            if (end - at < BLOCK_HEAD) {
                return Optional.empty();
            }
            int blockEnd = at + BLOCK_HEAD + 4 * Bytes.u16(bytes, at + 2);
            if (blockEnd > end) {
                return Optional.empty();
            }
            int type = Bytes.u8(bytes, at);
            int content = blockEnd - at - BLOCK_HEAD;
            if (type == ExtendedReport.ReceiverReferenceTime.TYPE) {
                if (blockEnd - at != REFERENCE_TIME_LENGTH) {
                    return Optional.empty();
                }
                blocks.add(new ExtendedReport.ReceiverReferenceTime(Bytes.i64(bytes, at + BLOCK_HEAD)));
            } else if (type == ExtendedReport.Dlrr.TYPE) {
                if (content % DLRR_ENTRY != 0) {
                    return Optional.empty();
                }
                blocks.add(dlrr(bytes, at + BLOCK_HEAD, blockEnd));
            } else {
                blocks.add(new ExtendedReport.UnknownBlock(type, blockEnd - at));
            }
            at = blockEnd;
        }
        return Optional.of(new ExtendedReport(Bytes.i32(bytes, from), blocks));
    }

    private static ExtendedReport.Dlrr dlrr(byte[] bytes, int from, int end) {
        List<ExtendedReport.DlrrEntry> entries = new ArrayList<>((end - from) / DLRR_ENTRY);
        for (int at = from; at < end; at += DLRR_ENTRY) {
            entries.add(new ExtendedReport.DlrrEntry(
                    Bytes.i32(bytes, at), Bytes.i32(bytes, at + 4), Bytes.i32(bytes, at + 8)));
        }
        return new ExtendedReport.Dlrr(entries);
    }

    /** Writes at {@code at}; returns bytes written, or -1 when they do not fit in front of {@code end}. */
    static int write(ExtendedReport report, byte[] bytes, int at, int end) {
        if (end - at < 4) {
            return -1;
        }
        Bytes.put32(bytes, at, report.ssrc());
        int to = at + 4;
        for (ExtendedReport.Block block : report.blocks()) {
            int written = switch (block) {
                case ExtendedReport.ReceiverReferenceTime time -> writeTime(time, bytes, to, end);
                case ExtendedReport.Dlrr dlrr -> writeDlrr(dlrr, bytes, to, end);
                case ExtendedReport.UnknownBlock ignored -> -1;
            };
            if (written < 0) {
                return -1;
            }
            to += written;
        }
        return to - at;
    }

    private static int writeTime(ExtendedReport.ReceiverReferenceTime time, byte[] bytes, int at, int end) {
        if (end - at < REFERENCE_TIME_LENGTH) {
            return -1;
        }
        writeBlockHead(bytes, at, ExtendedReport.ReceiverReferenceTime.TYPE, REFERENCE_TIME_LENGTH);
        Bytes.put64(bytes, at + BLOCK_HEAD, time.ntpTime());
        return REFERENCE_TIME_LENGTH;
    }

    private static int writeDlrr(ExtendedReport.Dlrr dlrr, byte[] bytes, int at, int end) {
        int length = BLOCK_HEAD + DLRR_ENTRY * dlrr.entries().size();
        if (end - at < length) {
            return -1;
        }
        writeBlockHead(bytes, at, ExtendedReport.Dlrr.TYPE, length);
        int to = at + BLOCK_HEAD;
        for (ExtendedReport.DlrrEntry entry : dlrr.entries()) {
            Bytes.put32(bytes, to, entry.ssrc());
            Bytes.put32(bytes, to + 4, entry.lastReceiverReport());
            Bytes.put32(bytes, to + 8, entry.delaySinceLastReceiverReport());
            to += DLRR_ENTRY;
        }
        return length;
    }

    private static void writeBlockHead(byte[] bytes, int at, int type, int length) {
        Bytes.put8(bytes, at, type);
        Bytes.put8(bytes, at + 1, 0);
        Bytes.put16(bytes, at + 2, length / 4 - 1);
    }
}
