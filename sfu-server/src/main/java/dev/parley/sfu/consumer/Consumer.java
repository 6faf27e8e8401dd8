package dev.parley.sfu.consumer;

import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.SentPackets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One track as one subscriber receives it. Forwards each packet of its producer under the consumer's own SSRC and
 * numbers while it flows, begins with a key frame, and answers requests for lost packets.
 *
 * <p>Thread: the Worker's.
 */
public final class Consumer {
    /** What a consumer asks of the router. */
    public interface Listener {
        /** The subscriber cannot go on without a key frame. */
        void keyFrameNeeded(Consumer consumer, long nowNanos);
    }

    /** The way out: the transport the consumer lives on. */
    public interface Output {
        /** Whether packets can be sent now. */
        boolean ready();

        /** The buffer in which the next packet is built, from index 0; what encryption adds has room behind it. */
        byte[] packetBuffer();

        /** The most bytes a packet may have before encryption. */
        int maximumPacketLength();

        /** Whether this many bytes may be sent again now. */
        boolean mayRetransmit(int bytes);

        /** A packet was not sent. */
        void dropped(DropReason reason);

        /**
         * Stamps the first {@code length} bytes of {@link #packetBuffer}, encrypts them as RTP and sends them, now or when
         * the transport's pace allows.
         *
         * @return the length of what was sent and stands in the packet buffer, 0 when a copy of it waits, or -1 when it
         *     will not be sent
         */
        int send(Consumer from, int length, PacketClass packetClass, Stamps stamps, long nowNanos);

        /** Sends the very bytes that {@link #send} left in its buffer once, the first {@code length} given. */
        void sendEncrypted(byte[] ciphertext, int length, long nowNanos);
    }

    /** Two seconds of 720p video, one of audio. */
    private static final int VIDEO_HISTORY_MILLIS = 2_000;

    private static final int VIDEO_HISTORY_PACKETS = 1024;
    private static final int AUDIO_HISTORY_MILLIS = 1_000;
    private static final int AUDIO_HISTORY_PACKETS = 128;

    /**
     * How much is kept of what is sent without a retransmission stream: a second or two of video, two thirds of a second
     * of audio, of which hardly anything is played later than that. Whoever hears a hundred people has a hundred of these.
     */
    private static final int VIDEO_CIPHERTEXTS = 256;

    private static final int AUDIO_CIPHERTEXTS = 32;

    /** A packet asked for again sooner than this is already on its way. */
    private static final long RESEND_INTERVAL_NANOS = 20_000_000L;

    private final String id;
    private final String producerId;
    private final MediaKind kind;
    private final Listener listener;
    private final Output output;
    private final ConsumerFormats formats;
    private final String cname;
    private final int ssrc;
    private final int rtxSsrc;
    private final PacketBuilder builder;
    private final PacketNumbers numbers = new PacketNumbers();
    private final SentPackets sentPackets;
    private final SendReports reports = new SendReports();
    private final MediaPacket retransmitted = new MediaPacket();
    private final int firstSequence;
    private final @Nullable Ciphertexts ciphertexts;
    private final PacketClass mediaClass;

    private @Nullable Continuity continuity;
    private @Nullable ReceiveStream source;
    private boolean paused = true;
    private boolean producerPaused;
    private boolean synchronizing = true;
    private boolean reported;
    private int rtxSequence;
    private int lastPayloadType = -1;

    /**
     * A consumer that is paused.
     *
     * @param rtpParameters as sent to the subscriber
     * @param producerPaused whether its producer is paused
     * @param seed a random number from which the first sequence numbers are taken (RFC 3550, section 5.1)
     */
    public Consumer(
            String id,
            String producerId,
            MediaKind kind,
            RtpParameters rtpParameters,
            boolean producerPaused,
            long seed,
            Output output,
            Listener listener) {
        this.id = id;
        this.producerId = producerId;
        this.kind = kind;
        this.output = output;
        this.listener = listener;
        this.producerPaused = producerPaused;
        this.formats = new ConsumerFormats(rtpParameters);
        this.cname = rtpParameters.rtcp().cname();
        RtpEncodingParameters encoding = rtpParameters.encodings().getFirst();
        this.ssrc = (int) encoding.ssrc();
        this.rtxSsrc = (int) encoding.rtxSsrc();
        this.builder = new PacketBuilder(HeaderExtensionIds.of(rtpParameters), rtpParameters.mid());
        boolean video = kind == MediaKind.VIDEO;
        this.sentPackets = video
                ? new SentPackets(VIDEO_HISTORY_PACKETS, VIDEO_HISTORY_MILLIS)
                : new SentPackets(AUDIO_HISTORY_PACKETS, AUDIO_HISTORY_MILLIS);
        this.ciphertexts = formats.repeats() ? new Ciphertexts(video ? VIDEO_CIPHERTEXTS : AUDIO_CIPHERTEXTS) : null;
        // What must be kept as it was encrypted cannot wait: only what leaves is encrypted.
        this.mediaClass = video && ciphertexts == null ? PacketClass.VIDEO : PacketClass.AUDIO;
        // Below 2^15, so that the first roll-over is far from the first packets (RFC 3711, section 3.3.1).
        this.firstSequence = (int) seed & 0x7fff;
        this.rtxSequence = (int) (seed >>> 16) & 0x7fff;
    }

    /** Forwards the producer's packet, if it is to be forwarded. */
    public void forward(MediaPacket packet, ReceiveStream from, long nowNanos) {
        if (paused
                || producerPaused
                || !output.ready()
                || !formats.accepts(packet.format().mappedPayloadType())) {
            return;
        }
        if (from != source) {
            changeSource(packet, from, nowNanos);
        }
        Continuity mapping = continuity;
        if (mapping == null) {
            mapping = new Continuity(packet.format().clockRate(), firstSequence);
            continuity = mapping;
        }
        if (synchronizing) {
            if (!packet.keyFrame()) {
                // Asked for as long as packets come that are of no use without it.
                listener.keyFrameNeeded(this, nowNanos);
                return;
            }
            synchronizing = false;
            mapping.restartAt(packet.sequence(), packet.rtp().timestamp(), packet.pictureId(), packet.tl0(), nowNanos);
        } else if (!mapping.maps(packet.sequence())) {
            return;
        }
        numbers.map(packet, mapping);
        send(packet, mapping, nowNanos);
    }

    /** The publisher numbers anew. What was sent before stands in another stream's numbers and cannot be sent again. */
    private void changeSource(MediaPacket packet, ReceiveStream from, long nowNanos) {
        boolean changed = source != null;
        source = from;
        synchronizing = true;
        sentPackets.clear();
        if (changed && !packet.keyFrame()) {
            synchronize(nowNanos);
        }
    }

    private void send(MediaPacket packet, Continuity mapping, long nowNanos) {
        numbers.withMid = !reported;
        int payloadType = packet.format().mappedPayloadType();
        int length = builder.media(output.packetBuffer(), packet, numbers, payloadType, ssrc);
        int sent = send(length, mediaClass, nowNanos);
        if (sent < 0) {
            return;
        }
        lastPayloadType = payloadType;
        if (ciphertexts != null) {
            ciphertexts.store(numbers.sequence, output.packetBuffer(), sent);
        }
        sentPackets.sent(
                numbers.sequence, packet.sequence(), numbers.timestamp, numbers.pictureId, numbers.tl0, nowNanos);
        mapping.sent(
                packet.sequence(),
                numbers.sequence,
                numbers.timestamp,
                packet.hasVp8() ? numbers.pictureId : -1,
                packet.hasVp8() ? numbers.tl0 : -1,
                nowNanos);
        reports.sent(packet.rtp().payloadLength());
    }

    /** Sends what was just built, or has it wait; as {@link Output#send}. */
    private int send(int length, PacketClass packetClass, long nowNanos) {
        if (length < 0 || length > output.maximumPacketLength()) {
            output.dropped(DropReason.OVERSIZED);
            return -1;
        }
        return output.send(this, length, packetClass, builder.stamps(), nowNanos);
    }

    /**
     * Writes a packet that nobody misses into the packet buffer: the last one again (RFC 4588), or where that is much too
     * small nothing but padding. Only where there is a retransmission stream, whose numbers have no meaning to a player.
     *
     * @param bytes about how long it should be
     * @return its length, or 0 when there is no such packet
     */
    public int writePadding(int bytes) {
        ReceiveStream from = source;
        int rtxPayloadType = lastPayloadType < 0 ? -1 : formats.rtxOf(lastPayloadType);
        if (rtxSsrc == 0 || rtxPayloadType < 0 || from == null || paused || synchronizing) {
            return 0;
        }
        rtxSequence = rtxSequence + 1 & 0xffff;
        numbers.withMid = !reported;
        int length = -1;
        if (sentPackets.find(numbers.sequence)
                && from.find(sentPackets.producerSequence(), retransmitted)
                && retransmitted.rtp().length() > bytes / 2
                && formats.rtxOf(retransmitted.format().mappedPayloadType()) == rtxPayloadType) {
            numbers.recall(numbers.sequence, sentPackets);
            length = builder.retransmission(
                    output.packetBuffer(), retransmitted, numbers, rtxPayloadType, rtxSequence, rtxSsrc);
        }
        if (length < 0 || length > output.maximumPacketLength()) {
            length = builder.padding(output.packetBuffer(), numbers, rtxPayloadType, rtxSequence, rtxSsrc, bytes);
        }
        return Math.max(length, 0);
    }

    /** What is still to be written into the packet of {@link #writePadding}. */
    public Stamps stamps() {
        return builder.stamps();
    }

    /** A packet of this consumer waited too long and was forgotten; the picture goes on with a key frame. */
    public void packetForgotten(long nowNanos) {
        if (!synchronizing) {
            synchronize(nowNanos);
        }
    }

    /**
     * The subscriber lost a packet. It is sent again, by RTX where that was negotiated, else as the very same bytes.
     *
     * @param sequence as the subscriber knows it, 0 to 65535
     */
    public void lost(int sequence, long nowNanos) {
        Continuity mapping = continuity;
        ReceiveStream from = source;
        if (mapping == null || from == null || paused || !output.ready()) {
            return;
        }
        if (!sentPackets.find(sequence)) {
            sendLate(sequence, mapping, from, nowNanos);
        } else if (from.find(sentPackets.producerSequence(), retransmitted)
                && !sentPackets.resentWithin(Math.max(RESEND_INTERVAL_NANOS, reports.rttNanos() / 2), nowNanos)
                && output.mayRetransmit(retransmitted.rtp().length())) {
            numbers.recall(sequence, sentPackets);
            if (ciphertexts == null ? resend(nowNanos) : repeat(ciphertexts, nowNanos)) {
                sentPackets.resent(nowNanos);
                reports.retransmitted();
            }
        }
    }

    /** A packet that was not yet sent, for it came while a key frame was awaited whose first packet came last. */
    private void sendLate(int sequence, Continuity mapping, ReceiveStream from, long nowNanos) {
        long wanted = mapping.producerSequence(sequence);
        if (mapping.started()
                && mapping.maps(wanted)
                && !synchronizing
                && from.find(wanted, retransmitted)
                && formats.accepts(retransmitted.format().mappedPayloadType())) {
            numbers.map(retransmitted, mapping);
            send(retransmitted, mapping, nowNanos);
        }
    }

    private boolean resend(long nowNanos) {
        int rtxPayloadType = formats.rtxOf(retransmitted.format().mappedPayloadType());
        if (rtxSsrc == 0 || rtxPayloadType < 0) {
            return false;
        }
        numbers.withMid = !reported;
        rtxSequence = rtxSequence + 1 & 0xffff;
        int length = builder.retransmission(
                output.packetBuffer(), retransmitted, numbers, rtxPayloadType, rtxSequence, rtxSsrc);
        PacketClass packetClass = kind == MediaKind.AUDIO ? PacketClass.AUDIO : PacketClass.RETRANSMISSION;
        return send(length, packetClass, nowNanos) >= 0;
    }

    /** Without RTX the same sequence number goes out again, and so must the same bytes. */
    private boolean repeat(Ciphertexts kept, long nowNanos) {
        int length = kept.length(numbers.sequence);
        if (length == 0) {
            return false;
        }
        output.sendEncrypted(kept.buffer(numbers.sequence), length, nowNanos);
        return true;
    }

    /** The subscriber cannot decode what it has (PLI or FIR). */
    public void keyFrameRequested(long nowNanos) {
        if (!paused && !producerPaused && kind == MediaKind.VIDEO) {
            listener.keyFrameNeeded(this, nowNanos);
        }
    }

    /** What the subscriber says of the stream it receives. */
    public void reported(ReportBlock block, long nowNanos) {
        reported = true;
        reports.reported(block, nowNanos);
    }

    /** Packets flow no more until {@link #resume}. */
    public void pause() {
        paused = true;
        synchronizing = true;
    }

    /** Packets flow again, video from the next key frame on, which is asked for. */
    public void resume(long nowNanos) {
        if (paused) {
            paused = false;
            synchronize(nowNanos);
        }
    }

    /** The producer was paused or resumed. */
    public void producerPaused(boolean nowPaused, long nowNanos) {
        boolean resumed = producerPaused && !nowPaused;
        producerPaused = nowPaused;
        if (resumed) {
            synchronize(nowNanos);
        } else if (nowPaused) {
            synchronizing = true;
        }
    }

    /** The transport became able to send. */
    public void transportReady(long nowNanos) {
        synchronize(nowNanos);
    }

    private void synchronize(long nowNanos) {
        synchronizing = true;
        if (!paused && !producerPaused && output.ready() && kind == MediaKind.VIDEO) {
            listener.keyFrameNeeded(this, nowNanos);
        }
    }

    /**
     * The sender report that is due now, if one is. Its clock is the publisher's own, carried on, so that the
     * subscriber can play a publisher's audio and video in step.
     */
    public Optional<SenderReport> senderReport(long nowNanos) {
        Continuity mapping = continuity;
        ReceiveStream from = source;
        if (mapping == null || from == null || synchronizing || !reports.due(nowNanos, kind)) {
            return Optional.empty();
        }
        return reports.report(ssrc, from.senderClock(), mapping, from.clockRate(), nowNanos);
    }

    /** This consumer's id. */
    public String id() {
        return id;
    }

    /** The id of what it consumes. */
    public String producerId() {
        return producerId;
    }

    /** Audio or video. */
    public MediaKind kind() {
        return kind;
    }

    /** The canonical name of its source (RFC 3550, section 6.5.1), the same for all of one publisher's tracks. */
    public String cname() {
        return cname;
    }

    /** The SSRC of its media. */
    public int ssrc() {
        return ssrc;
    }

    /** The SSRC of its retransmissions, or 0. */
    public int rtxSsrc() {
        return rtxSsrc;
    }

    /** Whether it waits for {@link #resume}. */
    public boolean paused() {
        return paused;
    }

    /** Counters and round trip time. */
    public SendReports reports() {
        return reports;
    }
}
