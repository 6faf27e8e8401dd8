package dev.parley.protocol.rtcp;

import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes RTCP packets, alone or one behind the other as a compound (RFC 3550, section 6.1; RFC 5506). */
public final class RtcpWriter {
    private static final int HEAD = 4;
    private static final int FEEDBACK_HEAD = 12;
    private static final int MAX_COUNT = 31;
    private static final int MAX_TEXT = 255;

    private RtcpWriter() {}

    /**
     * Writes the packets one behind the other at {@code buffer[offset .. offset + capacity)}.
     *
     * @return bytes written, a multiple of four, or -1 when they do not fit or cannot be written (more than 31
     *     reports, sources or chunks in one packet, a text over 255 bytes, {@link UnknownRtcp})
     */
    public static int write(List<? extends RtcpPacket> packets, byte[] buffer, int offset, int capacity) {
        int at = offset;
        int end = offset + Math.min(capacity, buffer.length - offset);
        for (RtcpPacket packet : packets) {
            int length = writeOne(packet, buffer, at, end);
            if (length < 0) {
                return -1;
            }
            at += length;
        }
        return at - offset;
    }

    /** Writes one packet; as {@link #write(List, byte[], int, int)}. */
    public static int write(RtcpPacket packet, byte[] buffer, int offset, int capacity) {
        return writeOne(packet, buffer, offset, offset + Math.min(capacity, buffer.length - offset));
    }

    /**
     * Writes a generic NACK for {@code lost[0 .. count)} without a record in between; neighbours within 16 of an
     * ascending list share an entry.
     *
     * @return bytes written, or -1 when they do not fit
     */
    public static int writeNack(
            int senderSsrc, int mediaSsrc, int[] lost, int count, byte[] buffer, int offset, int capacity) {
        int end = offset + Math.min(capacity, buffer.length - offset);
        if (count == 0 || end - offset < FEEDBACK_HEAD) {
            return -1;
        }
        int at = offset + FEEDBACK_HEAD;
        int i = 0;
        while (i < count) {
            if (end - at < 4) {
                return -1;
            }
            int first = lost[i++];
            int following = 0;
            while (i < count && within16(first, lost[i])) {
                int bit = lost[i] - first - 1 & 0xffff;
                // Only ascending numbers share an entry, so that they are read in the order they were written.
                if (following >>> bit != 0) {
                    break;
                }
                following |= 1 << bit;
                i++;
            }
            Bytes.put16(buffer, at, first);
            Bytes.put16(buffer, at + 2, following);
            at += 4;
        }
        feedbackHead(buffer, offset, RtcpReader.TRANSPORT_FEEDBACK, GenericNack.FORMAT, senderSsrc, mediaSsrc);
        return finish(buffer, offset, at);
    }

    private static boolean within16(int first, int next) {
        int distance = next - first & 0xffff;
        return distance >= 1 && distance <= 16;
    }

    private static int writeOne(RtcpPacket packet, byte[] buffer, int at, int end) {
        if (end - at < HEAD) {
            return -1;
        }
        return switch (packet) {
            case SenderReport report -> senderReport(report, buffer, at, end);
            case ReceiverReport report -> receiverReport(report, buffer, at, end);
            case SourceDescription description -> sourceDescription(description, buffer, at, end);
            case Bye bye -> bye(bye, buffer, at, end);
            case GenericNack nack -> {
                int[] lost = nack.lost().stream().mapToInt(n -> n & 0xffff).toArray();
                yield writeNack(nack.senderSsrc(), nack.mediaSsrc(), lost, lost.length, buffer, at, end - at);
            }
            case PictureLossIndication pli -> pictureLoss(pli, buffer, at, end);
            case FullIntraRequest request -> fullIntraRequest(request, buffer, at, end);
            case ReceiverEstimatedMaxBitrate remb -> estimatedBitrate(remb, buffer, at, end);
            case TransportFeedback feedback -> transportFeedback(feedback, buffer, at, end);
            case ExtendedReport report -> extendedReport(report, buffer, at, end);
            case UnknownRtcp ignored -> -1;
        };
    }

    private static int senderReport(SenderReport report, byte[] buffer, int at, int end) {
        int count = report.reports().size();
        int length = HEAD + 24 + count * ReportBlock.LENGTH;
        if (count > MAX_COUNT || end - at < length) {
            return -1;
        }
        head(buffer, at, SenderReport.TYPE, count);
        Bytes.put32(buffer, at + 4, report.ssrc());
        Bytes.put64(buffer, at + 8, report.ntpTime());
        Bytes.put32(buffer, at + 16, report.rtpTimestamp());
        Bytes.put32(buffer, at + 20, report.packetCount());
        Bytes.put32(buffer, at + 24, report.octetCount());
        reportBlocks(report.reports(), buffer, at + 28);
        return finish(buffer, at, at + length);
    }

    private static int receiverReport(ReceiverReport report, byte[] buffer, int at, int end) {
        int count = report.reports().size();
        int length = HEAD + 4 + count * ReportBlock.LENGTH;
        if (count > MAX_COUNT || end - at < length) {
            return -1;
        }
        head(buffer, at, ReceiverReport.TYPE, count);
        Bytes.put32(buffer, at + 4, report.ssrc());
        reportBlocks(report.reports(), buffer, at + 8);
        return finish(buffer, at, at + length);
    }

    private static void reportBlocks(List<ReportBlock> blocks, byte[] buffer, int from) {
        int at = from;
        for (ReportBlock block : blocks) {
            Bytes.put32(buffer, at, block.ssrc());
            Bytes.put8(buffer, at + 4, block.fractionLost());
            Bytes.put24(buffer, at + 5, block.cumulativeLost());
            Bytes.put32(buffer, at + 8, block.extendedHighestSequence());
            Bytes.put32(buffer, at + 12, block.jitter());
            Bytes.put32(buffer, at + 16, block.lastSenderReport());
            Bytes.put32(buffer, at + 20, block.delaySinceLastSenderReport());
            at += ReportBlock.LENGTH;
        }
    }

    private static int sourceDescription(SourceDescription description, byte[] buffer, int at, int end) {
        if (description.chunks().size() > MAX_COUNT) {
            return -1;
        }
        int to = at + HEAD;
        for (SourceDescription.Chunk chunk : description.chunks()) {
            if (end - to < 4) {
                return -1;
            }
            Bytes.put32(buffer, to, chunk.ssrc());
            to += 4;
            for (SourceDescription.Item item : chunk.items()) {
                byte[] text = item.text().getBytes(StandardCharsets.UTF_8);
                if (text.length > MAX_TEXT || end - to < 2 + text.length) {
                    return -1;
                }
                Bytes.put8(buffer, to, item.type());
                to = text(text, buffer, to + 1);
            }
            // At least one zero ends the chunk.
            if (end - to < 1) {
                return -1;
            }
            buffer[to++] = 0;
            to = zeros(buffer, at, to, end);
            if (to < 0) {
                return -1;
            }
        }
        head(buffer, at, SourceDescription.TYPE, description.chunks().size());
        return finish(buffer, at, to);
    }

    private static int bye(Bye bye, byte[] buffer, int at, int end) {
        int count = bye.ssrcs().size();
        byte[] reason = bye.reason().getBytes(StandardCharsets.UTF_8);
        int to = at + HEAD + 4 * count;
        if (count > MAX_COUNT || reason.length > MAX_TEXT || end - to < (reason.length == 0 ? 0 : 1 + reason.length)) {
            return -1;
        }
        head(buffer, at, Bye.TYPE, count);
        sources(bye.ssrcs(), buffer, at + HEAD);
        if (reason.length > 0) {
            to = zeros(buffer, at, text(reason, buffer, to), end);
        }
        return to < 0 ? -1 : finish(buffer, at, to);
    }

    private static int pictureLoss(PictureLossIndication pli, byte[] buffer, int at, int end) {
        if (end - at < FEEDBACK_HEAD) {
            return -1;
        }
        feedbackHead(
                buffer,
                at,
                RtcpReader.PAYLOAD_FEEDBACK,
                PictureLossIndication.FORMAT,
                pli.senderSsrc(),
                pli.mediaSsrc());
        return finish(buffer, at, at + FEEDBACK_HEAD);
    }

    private static int fullIntraRequest(FullIntraRequest request, byte[] buffer, int at, int end) {
        int length = FEEDBACK_HEAD + 8 * request.entries().size();
        if (end - at < length) {
            return -1;
        }
        feedbackHead(
                buffer,
                at,
                RtcpReader.PAYLOAD_FEEDBACK,
                FullIntraRequest.FORMAT,
                request.senderSsrc(),
                request.mediaSsrc());
        int to = at + FEEDBACK_HEAD;
        for (FullIntraRequest.Entry entry : request.entries()) {
            Bytes.put32(buffer, to, entry.ssrc());
            Bytes.put32(buffer, to + 4, entry.sequenceNumber() << 24);
            to += 8;
        }
        return finish(buffer, at, to);
    }

    private static int estimatedBitrate(ReceiverEstimatedMaxBitrate remb, byte[] buffer, int at, int end) {
        int count = remb.ssrcs().size();
        int length = FEEDBACK_HEAD + 8 + 4 * count;
        if (count > 255 || remb.bitsPerSecond() < 0 || end - at < length) {
            return -1;
        }
        feedbackHead(
                buffer,
                at,
                RtcpReader.PAYLOAD_FEEDBACK,
                ReceiverEstimatedMaxBitrate.FORMAT,
                remb.senderSsrc(),
                remb.mediaSsrc());
        int exponent = Math.max(0, 64 - 18 - Long.numberOfLeadingZeros(remb.bitsPerSecond()));
        int mantissa = (int) (remb.bitsPerSecond() >>> exponent);
        Bytes.put32(buffer, at + 12, ReceiverEstimatedMaxBitrate.NAME);
        Bytes.put8(buffer, at + 16, count);
        Bytes.put24(buffer, at + 17, exponent << 18 | mantissa);
        sources(remb.ssrcs(), buffer, at + 20);
        return finish(buffer, at, at + length);
    }

    private static int transportFeedback(TransportFeedback feedback, byte[] buffer, int at, int end) {
        int written = TransportFeedbackCodec.write(feedback, buffer, at + FEEDBACK_HEAD, end);
        if (written < 0) {
            return -1;
        }
        int content = at + FEEDBACK_HEAD + written;
        int to = zeros(buffer, at, content, end);
        if (to < 0) {
            return -1;
        }
        feedbackHead(
                buffer,
                at,
                RtcpReader.TRANSPORT_FEEDBACK,
                TransportFeedback.FORMAT,
                feedback.senderSsrc(),
                feedback.mediaSsrc());
        if (to > content) {
            buffer[at] |= 0x20;
            Bytes.put8(buffer, to - 1, to - content);
        }
        return finish(buffer, at, to);
    }

    private static int extendedReport(ExtendedReport report, byte[] buffer, int at, int end) {
        int written = ExtendedReportCodec.write(report, buffer, at + HEAD, end);
        if (written < 0) {
            return -1;
        }
        head(buffer, at, ExtendedReport.TYPE, 0);
        return finish(buffer, at, at + HEAD + written);
    }

    private static int text(byte[] text, byte[] buffer, int at) {
        Bytes.put8(buffer, at, text.length);
        System.arraycopy(text, 0, buffer, at + 1, text.length);
        return at + 1 + text.length;
    }

    /** Fills with zeros up to the next multiple of four from {@code start}; -1 when {@code end} is nearer. */
    private static int zeros(byte[] buffer, int start, int from, int end) {
        int to = start + (from - start + 3) / 4 * 4;
        if (to > end) {
            return -1;
        }
        for (int i = from; i < to; i++) {
            buffer[i] = 0;
        }
        return to;
    }

    private static void sources(List<Integer> sources, byte[] buffer, int from) {
        int at = from;
        for (int source : sources) {
            Bytes.put32(buffer, at, source);
            at += 4;
        }
    }

    private static void feedbackHead(byte[] buffer, int at, int type, int format, int senderSsrc, int mediaSsrc) {
        head(buffer, at, type, format);
        Bytes.put32(buffer, at + 4, senderSsrc);
        Bytes.put32(buffer, at + 8, mediaSsrc);
    }

    private static void head(byte[] buffer, int at, int type, int count) {
        Bytes.put8(buffer, at, 0x80 | count);
        Bytes.put8(buffer, at + 1, type);
    }

    private static int finish(byte[] buffer, int at, int to) {
        Bytes.put16(buffer, at + 2, (to - at) / 4 - 1);
        return to - at;
    }
}
