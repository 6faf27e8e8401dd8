package dev.parley.sfu.consumer;

import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.ReceivedLayers;
import dev.parley.sfu.stream.SentPackets;
import org.jspecify.annotations.Nullable;

/** Writes a consumer's packets and sends them: once, and again when they are lost. Allocates nothing per packet. */
final class PacketSender {
    /** Two seconds of 720p video, one of audio. */
    private static final int VIDEO_HISTORY_MILLIS = 2_000;

    private static final int VIDEO_HISTORY_PACKETS = 1024;
    private static final int AUDIO_HISTORY_MILLIS = 1_000;
    private static final int AUDIO_HISTORY_PACKETS = 128;

    /**
     * How much can be sent again without a retransmission stream: a second or two of video, two thirds of a second of
     * audio, of which hardly anything is played later than that. Whoever hears a hundred people has a hundred of these.
     */
    private static final int VIDEO_REPEATABLE = 256;

    private static final int AUDIO_REPEATABLE = 32;

    /** A packet asked for again sooner than this is already on its way. */
    private static final long RESEND_INTERVAL_NANOS = 20_000_000L;

    /** No stream has this tag: stands for packets without content. */
    private static final int NO_STREAM = -1;

    private final PacketSource owner;
    private final PacketOutput output;
    private final PacketClass mediaClass;
    private final ConsumerFormats formats;
    private final int ssrc;
    private final int rtxSsrc;
    private final PacketBuilder builder;
    private final PacketNumbers numbers = new PacketNumbers();
    private final SentPackets sentPackets;
    private final SendReports reports = new SendReports();
    private final MediaPacket retransmitted = new MediaPacket();
    private final @Nullable Repeatable repeatable;
    private final @Nullable SoundRedundancy redundancy;
    private boolean reported;
    private int rtxSequence;
    private int lastPayloadType = -1;

    /**
     * @param firstRtxSequence the retransmissions' first number, 0 to 65535
     */
    PacketSender(PacketSource owner, RtpParameters parameters, int firstRtxSequence, PacketOutput output) {
        this.owner = owner;
        this.output = output;
        this.formats = new ConsumerFormats(parameters);
        RtpEncodingParameters encoding = parameters.encodings().getFirst();
        this.ssrc = (int) encoding.ssrc();
        this.rtxSsrc = (int) encoding.rtxSsrc();
        this.rtxSequence = firstRtxSequence;
        this.builder = new PacketBuilder(HeaderExtensionIds.of(parameters), parameters.mid());
        boolean video = owner.kind() == MediaKind.VIDEO;
        this.sentPackets = video
                ? new SentPackets(VIDEO_HISTORY_PACKETS, VIDEO_HISTORY_MILLIS)
                : new SentPackets(AUDIO_HISTORY_PACKETS, AUDIO_HISTORY_MILLIS);
        this.repeatable = formats.repeats() ? new Repeatable(video ? VIDEO_REPEATABLE : AUDIO_REPEATABLE) : null;
        this.redundancy = formats.red() < 0 ? null : new SoundRedundancy(formats.red());
        // Of what is to be repeated must be known what it was when it left, so it cannot wait.
        this.mediaClass = video && repeatable == null ? PacketClass.VIDEO : PacketClass.AUDIO;
    }

    boolean accepts(MediaPacket packet) {
        int payloadType = packet.format().mappedPayloadType();
        return payloadType == lastPayloadType || formats.accepts(payloadType);
    }

    /**
     * Sends a packet for the first time, under the numbers of {@code mapping}.
     *
     * @param endsPicture whether it is the last of its picture, although not for its publisher
     */
    void send(MediaPacket packet, ReceiveStream from, Continuity mapping, boolean endsPicture, long nowNanos) {
        numbers.map(packet, mapping, endsPicture);
        numbers.withMid = !reported;
        int payloadType = packet.format().mappedPayloadType();
        PacketDraft draft = output.draft();
        SoundRedundancy redundant =
                redundancy != null && redundancy.accompanies(packet, from, mapping) ? redundancy : null;
        int length = redundant != null ? builder.redundant(draft, packet, numbers, redundant, ssrc) : -1;
        if (length < 0 || length > output.maximumPacketLength()) {
            redundant = null;
            length = builder.media(draft, packet, numbers, payloadType, ssrc);
        }
        draft.stamps().shortBy(packet.shortBy());
        int sent = send(length, mediaClass, nowNanos);
        if (sent < 0) {
            return;
        }
        lastPayloadType = payloadType;
        if (repeatable != null) {
            int before = redundant == null ? 0 : redundant.writer().count();
            repeatable.sent(numbers, draft.stamps(), before, draft.bytes(), sent);
        }
        remember(packet, from.tag(), mapping, nowNanos);
        reports.sent(packet.rtp().payloadLength());
    }

    /**
     * Sends a packet without content in the place of one that comes late and is left out: its number was passed over
     * already, and would be asked for in vain.
     */
    void sendFiller(MediaPacket packet, Continuity mapping, long nowNanos) {
        numbers.map(packet, mapping, false);
        numbers.withMid = !reported;
        int payloadType = packet.format().mappedPayloadType();
        int length = builder.filler(output.draft(), numbers, payloadType, ssrc);
        if (send(length, mediaClass, nowNanos) >= 0) {
            remember(packet, NO_STREAM, mapping, nowNanos);
        }
    }

    private void remember(MediaPacket packet, int tag, Continuity mapping, long nowNanos) {
        sentPackets.sent(
                numbers.sequence,
                tag,
                packet.sequence(),
                numbers.timestamp,
                numbers.pictureId,
                numbers.tl0,
                numbers.marker,
                nowNanos);
        mapping.sent(
                packet.sequence(),
                numbers.sequence,
                numbers.timestamp,
                packet.hasVp8() ? numbers.pictureId : -1,
                packet.hasVp8() ? numbers.tl0 : -1,
                nowNanos);
    }

    /** Sends what was just built, or has it wait; as {@link PacketOutput#send}. */
    private int send(int length, PacketClass packetClass, long nowNanos) {
        if (length < 0 || length > output.maximumPacketLength()) {
            output.dropped(DropReason.OVERSIZED);
            return -1;
        }
        return output.send(owner, length, packetClass, nowNanos);
    }

    /**
     * Writes a packet that nobody misses into the draft: the last one again (RFC 4588), or where that is much too
     * small nothing but padding. Only where there is a retransmission stream, whose numbers have no meaning to a player.
     *
     * @param bytes about how long it should be
     * @return its length, or 0 when there is no such packet
     */
    int writePadding(int bytes, ReceivedLayers layers) {
        int rtxPayloadType = lastPayloadType < 0 ? -1 : formats.rtxOf(lastPayloadType);
        if (rtxSsrc == 0 || rtxPayloadType < 0) {
            return 0;
        }
        rtxSequence = rtxSequence + 1 & 0xffff;
        numbers.withMid = !reported;
        int length = sentPackets.find(numbers.sequence) ? writeLast(bytes, layers) : -1;
        if (length < 0 || length > output.maximumPacketLength()) {
            length = builder.padding(output.draft(), numbers, rtxPayloadType, rtxSequence, rtxSsrc, bytes);
        }
        return Math.max(length, 0);
    }

    /** The packet found in what was sent, if it is of about this length; else -1. */
    private int writeLast(int bytes, ReceivedLayers layers) {
        ReceiveStream from = layers.ofTag(sentPackets.streamTag());
        if (from == null
                || !from.findToRepeat(sentPackets.producerSequence(), retransmitted)
                || retransmitted.rtp().length() < bytes / 2) {
            return -1;
        }
        int rtxPayloadType = formats.rtxOf(retransmitted.format().mappedPayloadType());
        numbers.recall(numbers.sequence, sentPackets);
        return rtxPayloadType < 0
                ? -1
                : builder.retransmission(output.draft(), retransmitted, numbers, rtxPayloadType, rtxSequence, rtxSsrc);
    }

    /** Whether this number went out. */
    boolean wasSent(int sequence) {
        return sentPackets.find(sequence);
    }

    /** Sends a packet again that {@link #wasSent}: by RTX where that was negotiated, else as the very same bytes. */
    void sendAgain(int sequence, ReceivedLayers layers, long nowNanos) {
        if (!sentPackets.find(sequence)) {
            return;
        }
        if (repeatable == null ? rtxSsrc == 0 : repeatable.isWithLater(sequence) || !repeatable.find(sequence)) {
            return; // nor is anything taken of what may be sent again
        }
        ReceiveStream from = layers.ofTag(sentPackets.streamTag());
        if (from != null
                && from.findToRepeat(sentPackets.producerSequence(), retransmitted)
                && !sentPackets.resentWithin(Math.max(RESEND_INTERVAL_NANOS, reports.rttNanos() / 2), nowNanos)
                && output.mayRetransmit(retransmitted.rtp().length())) {
            numbers.recall(sequence, sentPackets);
            if (repeatable == null ? resend(nowNanos) : repeat(repeatable, from, nowNanos)) {
                sentPackets.resent(nowNanos);
                reports.retransmitted();
                if (repeatable != null && redundancy != null) {
                    redundancy.askedAgain();
                }
            }
        }
    }

    private boolean resend(long nowNanos) {
        int rtxPayloadType = formats.rtxOf(retransmitted.format().mappedPayloadType());
        if (rtxSsrc == 0 || rtxPayloadType < 0) {
            return false;
        }
        numbers.withMid = !reported;
        rtxSequence = rtxSequence + 1 & 0xffff;
        int length =
                builder.retransmission(output.draft(), retransmitted, numbers, rtxPayloadType, rtxSequence, rtxSsrc);
        PacketClass packetClass = owner.kind() == MediaKind.AUDIO ? PacketClass.AUDIO : PacketClass.RETRANSMISSION;
        return send(length, packetClass, nowNanos) >= 0;
    }

    /** Without RTX the same sequence number goes out again, and so must the same bytes. */
    private boolean repeat(Repeatable known, ReceiveStream from, long nowNanos) {
        if (!known.find(numbers.sequence)) {
            return false;
        }
        numbers.withMid = known.withMid();
        PacketDraft draft = output.draft();
        int length = known.before() == 0
                ? builder.media(
                        draft, retransmitted, numbers, retransmitted.format().mappedPayloadType(), ssrc)
                : redundantAgain(draft, known.before(), from);
        if (length < 0) {
            return false;
        }
        draft.stamps().restore(draft.bytes(), known.stamps());
        return output.sendAgain(length, known.length(), known.ends(), known.endOffset(), nowNanos);
    }

    private int redundantAgain(PacketDraft draft, int before, ReceiveStream from) {
        long sequence = retransmitted.sequence();
        return redundancy != null
                        && redundancy.accompanied(sequence, retransmitted.rtp().timestamp(), before, from)
                        && from.find(sequence, retransmitted) // which looking for the others has turned away
                ? builder.redundant(draft, retransmitted, numbers, redundancy, ssrc)
                : -1;
    }

    /** The subscriber does not have a packet, which {@link #sendAgain} is to be called for. */
    void asked(int sequence) {
        if (repeatable != null) {
            repeatable.asked(sequence);
        }
    }

    /**
     * The subscriber has said something of the stream: it knows by its SSRC what it is.
     *
     * @param fractionLost of the packets since it said so before, 0 to 1
     */
    void reported(double fractionLost, long nowNanos) {
        reported = true;
        if (redundancy != null) {
            redundancy.reported(fractionLost, nowNanos);
        }
    }

    SendReports reports() {
        return reports;
    }

    int ssrc() {
        return ssrc;
    }

    int rtxSsrc() {
        return rtxSsrc;
    }
}
