package dev.parley.protocol.rtcp;

import dev.parley.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads transport-layer and payload-specific feedback (RFC 4585, sections 6.2 and 6.3). */
final class FeedbackReader {
    /** Common header, sender's and media's source. */
    private static final int HEAD = 12;

    private static final int FIR_ENTRY = 8;

    private FeedbackReader() {}

    static Optional<? extends RtcpPacket> read(byte[] bytes, int at, int end, int type, int format) {
        if (end - at < HEAD) {
            return Optional.empty();
        }
        int sender = Bytes.i32(bytes, at + 4);
        int media = Bytes.i32(bytes, at + 8);
        int from = at + HEAD;
        if (type == RtcpReader.TRANSPORT_FEEDBACK) {
            if (format == GenericNack.FORMAT) {
                return nack(bytes, from, end, sender, media);
            }
            if (format == TransportFeedback.FORMAT) {
                return TransportFeedbackCodec.read(bytes, from, end, sender, media);
            }
        } else {
            if (format == PictureLossIndication.FORMAT) {
                return Optional.of(new PictureLossIndication(sender, media));
            }
            if (format == FullIntraRequest.FORMAT) {
                return fullIntraRequest(bytes, from, end, sender, media);
            }
            if (format == ReceiverEstimatedMaxBitrate.FORMAT
                    && end - from >= 8
                    && Bytes.i32(bytes, from) == ReceiverEstimatedMaxBitrate.NAME) {
                return estimatedBitrate(bytes, from, end, sender, media);
            }
        }
        return Optional.of(new UnknownRtcp(type, format, end - at));
    }

    private static Optional<GenericNack> nack(byte[] bytes, int from, int end, int sender, int media) {
        if (end == from || (end - from) % 4 != 0) {
            return Optional.empty();
        }
        List<Integer> lost = new ArrayList<>((end - from) / 4);
        for (int at = from; at < end; at += 4) {
            int first = Bytes.u16(bytes, at);
            lost.add(first);
            int following = Bytes.u16(bytes, at + 2);
            for (int i = 0; following >>> i != 0; i++) {
                if ((following >>> i & 1) != 0) {
                    lost.add(first + 1 + i & 0xffff);
                }
            }
        }
        return Optional.of(new GenericNack(sender, media, lost));
    }

    private static Optional<FullIntraRequest> fullIntraRequest(byte[] bytes, int from, int end, int sender, int media) {
        if (end == from || (end - from) % FIR_ENTRY != 0) {
            return Optional.empty();
        }
        List<FullIntraRequest.Entry> entries = new ArrayList<>((end - from) / FIR_ENTRY);
        for (int at = from; at < end; at += FIR_ENTRY) {
            entries.add(new FullIntraRequest.Entry(Bytes.i32(bytes, at), Bytes.u8(bytes, at + 4)));
        }
        return Optional.of(new FullIntraRequest(sender, media, entries));
    }

    private static Optional<ReceiverEstimatedMaxBitrate> estimatedBitrate(
            byte[] bytes, int from, int end, int sender, int media) {
        int count = Bytes.u8(bytes, from + 4);
        if (end - from < 8 + 4 * count) {
            return Optional.empty();
        }
        int exponent = Bytes.u8(bytes, from + 5) >>> 2;
        long mantissa = Bytes.u24(bytes, from + 5) & 0x3_ffff;
        // 18 bits of mantissa and a sign leave 45 for the exponent; more is no bitrate of this world.
        if (exponent > 45 && mantissa != 0) {
            return Optional.empty();
        }
        long bitrate = exponent > 45 ? 0 : mantissa << exponent;
        return Optional.of(
                new ReceiverEstimatedMaxBitrate(sender, media, bitrate, RtcpReader.sources(bytes, from + 8, count)));
    }
}
