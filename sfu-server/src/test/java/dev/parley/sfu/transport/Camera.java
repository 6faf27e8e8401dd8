package dev.parley.sfu.transport;

import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A publisher's VP8 track: numbers its packets, answers requests for lost ones by RTX and requests for key frames. */
final class Camera implements MemoryClient.Receiver {
    static final int PAYLOAD_TYPE = 96;
    static final int RTX_PAYLOAD_TYPE = 97;
    static final int FRAME_TICKS = 3_000;
    private static final byte[] MID = "0".getBytes(StandardCharsets.US_ASCII);
    private static final long FRAME_NANOS = VirtualTime.SECOND / 30;
    private static final int BUFFER = 1_500;

    final MemoryClient client;
    final VirtualTime time;
    final int ssrc;
    /** When a key frame was asked for. */
    final List<Long> keyFrameRequestNanos = new ArrayList<>();

    int sequence = 7_000;
    int timestamp = 123_456;
    int pictureId = 40;
    int tl0 = 9;
    int packetsPerFrame = 3;
    int payloadLength = 100;
    int padding;
    /** Whether it listens to requests for key frames. */
    boolean answersKeyFrameRequests = true;

    /** Whether its packets have transport-wide sequence numbers. */
    boolean numbersTransport = true;

    int retransmissions;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final Map<Integer, byte[]> sent = new HashMap<>();
    private int frames;
    private int transportSequence;
    private int rtxSequence = 100;
    private boolean keyFrameWanted = true;
    private boolean running;

    Camera(MemoryCall call, MemoryClient client, long ssrc) {
        this.client = client;
        this.time = call.time;
        this.ssrc = (int) ssrc;
        client.receiver(this);
        time.every(FRAME_NANOS, () -> {
            if (running) {
                frame();
            }
        });
    }

    void run(boolean now) {
        running = now;
    }

    /** Sends the packets of one frame. */
    void frame() {
        boolean key = keyFrameWanted;
        keyFrameWanted = false;
        for (int i = 0; i < packetsPerFrame; i++) {
            byte[] packet = packet(key, i, i == packetsPerFrame - 1);
            sent.put(sequence, packet);
            client.sendRtp(packet);
            sequence = sequence + 1 & 0xffff;
        }
        timestamp += FRAME_TICKS;
        pictureId = pictureId + 1 & 0x7fff;
        tl0 = tl0 + 1 & 0xff;
        frames++;
    }

    /** The next packet as it would be sent. */
    byte[] packet(boolean key, int index, boolean last) {
        byte[] buffer = new byte[BUFFER];
        int at = header(buffer, PAYLOAD_TYPE, last, sequence, ssrc);
        buffer[at] = (byte) (index == 0 ? 0x90 : 0x80);
        buffer[at + 1] = (byte) 0xe0;
        Bytes.put16(buffer, at + 2, 0x8000 | pictureId);
        buffer[at + 4] = (byte) tl0;
        buffer[at + 6] = (byte) (key ? 0 : 1);
        Bytes.put32(buffer, at + 7, frames);
        buffer[at + 11] = (byte) index;
        int end = at + payloadLength;
        if (padding > 0) {
            buffer[0] |= 0x20;
            end += padding;
            buffer[end - 1] = (byte) padding;
        }
        return Arrays.copyOf(buffer, end);
    }

    private int header(byte[] buffer, int payloadType, boolean marker, int number, int source) {
        header.start(buffer, 0, payloadType, marker, number, timestamp, source);
        header.extension(4, MID, 0, MID.length);
        header.extension24(2, absSendTime());
        if (numbersTransport) {
            header.extension16(3, transportSequence++ & 0xffff);
        }
        return header.finish();
    }

    /** Seconds as a 6.18 fixed-point number of 24 bits. */
    private int absSendTime() {
        return (int) ((time.nanoTime() % (64 * VirtualTime.SECOND) << 18) / VirtualTime.SECOND);
    }

    @Override
    public void rtp(RtpPacket packet) {
        throw new AssertionError("a publisher gets no media");
    }

    @Override
    public void rtcp(RtcpPacket packet) {
        switch (packet) {
            case GenericNack nack -> nack.lost().forEach(this::retransmit);
            case PictureLossIndication request -> keyFrameAsked();
            case FullIntraRequest request -> keyFrameAsked();
            default -> {}
        }
    }

    private void keyFrameAsked() {
        keyFrameRequestNanos.add(time.nanoTime());
        keyFrameWanted |= answersKeyFrameRequests;
    }

    void retransmit(int lost) {
        byte[] original = sent.get(lost);
        RtpPacket view = new RtpPacket();
        if (original == null || !view.wrap(original, 0, original.length)) {
            throw new AssertionError("packet " + lost + " was never sent");
        }
        retransmissions++;
        byte[] buffer = new byte[BUFFER];
        int at = header(buffer, RTX_PAYLOAD_TYPE, view.marker(), rtxSequence++ & 0xffff, ssrc + 1);
        Bytes.put32(buffer, 4, view.timestamp());
        int payload = Rtx.writePayload(buffer, at, lost, original, view.payloadOffset(), view.payloadLength());
        client.sendRtp(Arrays.copyOf(buffer, at + payload));
    }

    /** How many frames were sent. */
    int frames() {
        return frames;
    }
}
