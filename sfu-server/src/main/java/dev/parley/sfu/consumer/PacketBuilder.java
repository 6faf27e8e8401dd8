package dev.parley.sfu.consumer;

import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.MediaPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a consumer's packets: its own header with its own extension ids, then the producer's payload, with the
 * numbers of a VP8 descriptor replaced. Allocates nothing.
 */
final class PacketBuilder {
    /** Extensions whose value is the publisher's and stays as it is. */
    private static final RtpHeaderExtension[] PASSED_ON = {
        RtpHeaderExtension.SSRC_AUDIO_LEVEL,
        RtpHeaderExtension.VIDEO_ORIENTATION,
        RtpHeaderExtension.ABS_CAPTURE_TIME,
        RtpHeaderExtension.PLAYOUT_DELAY,
        RtpHeaderExtension.DEPENDENCY_DESCRIPTOR
    };

    /** A count of padding bytes is a byte itself (RFC 3550, section 5.1). */
    private static final int MAXIMUM_PADDING = 255;

    private static final byte PADDING_BIT = 0x20;

    /** An id is a byte: what the signaling takes is 1 to 255. */
    private static final int ID_BITS = 8;

    private static final int ID_MASK = 0xff;

    /** The consumer's ids of {@link #PASSED_ON}, the first in the lowest byte; 0 where it takes none. */
    private final long passedOnIds;

    private final int midId;
    private final int absSendTimeId;
    private final int transportSequenceId;
    private final byte[] mid;

    PacketBuilder(HeaderExtensionIds ids, String mid) {
        long taken = 0;
        for (int i = 0; i < PASSED_ON.length; i++) {
            taken |= (long) ids.id(PASSED_ON[i]) << (i * ID_BITS);
        }
        this.passedOnIds = taken;
        this.midId = mid.isEmpty() ? 0 : ids.id(RtpHeaderExtension.MID);
        this.absSendTimeId = ids.id(RtpHeaderExtension.ABS_SEND_TIME);
        this.transportSequenceId = ids.id(RtpHeaderExtension.TRANSPORT_WIDE_CC);
        this.mid = mid.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes the packet as media; its length in bytes, or -1 when it does not fit. */
    int media(PacketDraft draft, MediaPacket packet, PacketNumbers numbers, int payloadType, int ssrc) {
        byte[] out = draft.bytes();
        RtpPacket rtp = packet.rtp();
        int length = header(draft, packet, numbers, payloadType, numbers.sequence, ssrc);
        if (length < 0 || length + rtp.payloadLength() > out.length) {
            return -1;
        }
        System.arraycopy(rtp.buffer(), rtp.payloadOffset(), out, length, rtp.payloadLength());
        renumber(out, length, packet, numbers);
        return length + rtp.payloadLength();
    }

    /** Writes the packet with those before it that {@code redundancy} has; its length in bytes, or -1 when it does not fit. */
    int redundant(PacketDraft draft, MediaPacket packet, PacketNumbers numbers, SoundRedundancy redundancy, int ssrc) {
        byte[] out = draft.bytes();
        RtpPacket rtp = packet.rtp();
        int length = header(draft, packet, numbers, redundancy.payloadType(), numbers.sequence, ssrc);
        int carried = packet.format().mappedPayloadType();
        int payload = length < 0
                ? -1
                : redundancy
                        .writer()
                        .write(out, length, carried, rtp.buffer(), rtp.payloadOffset(), rtp.payloadLength());
        return payload < 0 ? -1 : length + payload;
    }

    /** Writes a packet without content; its length in bytes, or -1 when it does not fit. */
    int filler(PacketDraft draft, PacketNumbers numbers, int payloadType, int ssrc) {
        start(draft, payloadType, false, numbers.sequence, numbers, ssrc);
        return finish(draft);
    }

    /** Writes the packet as a retransmission (RFC 4588); its length in bytes, or -1 when it does not fit. */
    int retransmission(
            PacketDraft draft,
            MediaPacket packet,
            PacketNumbers numbers,
            int payloadType,
            int rtxSequence,
            int rtxSsrc) {
        byte[] out = draft.bytes();
        int length = header(draft, packet, numbers, payloadType, rtxSequence, rtxSsrc);
        if (length < 0) {
            return -1;
        }
        RtpPacket rtp = packet.rtp();
        int payload =
                Rtx.writePayload(out, length, numbers.sequence, rtp.buffer(), rtp.payloadOffset(), rtp.payloadLength());
        if (payload < 0) {
            return -1;
        }
        renumber(out, length + Rtx.OVERHEAD, packet, numbers);
        return length + payload;
    }

    /** Writes a packet of nothing but about so many bytes of padding; its length, or -1 when it does not fit. */
    int padding(PacketDraft draft, PacketNumbers numbers, int payloadType, int sequence, int ssrc, int wanted) {
        byte[] out = draft.bytes();
        start(draft, payloadType, false, sequence, numbers, ssrc);
        int length = finish(draft);
        int padding = Math.clamp(wanted - length, 1, MAXIMUM_PADDING);
        if (length < 0 || length + padding > out.length) {
            return -1;
        }
        out[0] |= PADDING_BIT;
        Arrays.fill(out, length, length + padding - 1, (byte) 0);
        out[length + padding - 1] = (byte) padding;
        return length + padding;
    }

    private int header(
            PacketDraft draft, MediaPacket packet, PacketNumbers numbers, int payloadType, int sequence, int ssrc) {
        RtpPacket rtp = packet.rtp();
        start(draft, payloadType, numbers.marker, sequence, numbers, ssrc);
        long left = passedOnIds;
        for (int i = 0; left != 0; i++) {
            int ours = (int) left & ID_MASK;
            left >>>= ID_BITS;
            int theirs = ours == 0 ? 0 : packet.extensionId(PASSED_ON[i]);
            int at = theirs == 0 ? -1 : rtp.extensionOffset(theirs);
            if (at >= 0) {
                draft.header().extension(ours, rtp.buffer(), at, rtp.extensionLength(theirs));
            }
        }
        return finish(draft);
    }

    /** What every packet of this consumer begins with; the {@link Stamps} go where the first extensions are. */
    private void start(
            PacketDraft draft, int payloadType, boolean marker, int sequence, PacketNumbers numbers, int ssrc) {
        RtpHeaderWriter header = draft.header();
        header.start(draft.bytes(), 0, payloadType, marker, sequence, numbers.timestamp, ssrc);
        if (absSendTimeId != 0) {
            header.extension24(absSendTimeId, 0);
        }
        if (transportSequenceId != 0) {
            header.extension16(transportSequenceId, 0);
        }
        if (numbers.withMid && midId != 0) {
            header.extension(midId, mid, 0, mid.length);
        }
    }

    private int finish(PacketDraft draft) {
        RtpHeaderWriter header = draft.header();
        int length = header.finish();
        if (length > 0) {
            draft.stamps()
                    .places(
                            absSendTimeId == 0 ? -1 : header.dataAt(0),
                            transportSequenceId == 0 ? -1 : header.dataAt(absSendTimeId == 0 ? 0 : 1));
        }
        return length;
    }

    private static void renumber(byte[] out, int payloadAt, MediaPacket packet, PacketNumbers numbers) {
        if (packet.hasVp8()) {
            packet.vp8().renumber(out, payloadAt, numbers.pictureId, numbers.tl0);
        }
    }
}
