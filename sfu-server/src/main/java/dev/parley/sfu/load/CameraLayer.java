package dev.parley.sfu.load;

import dev.parley.protocol.payload.Vp8Packetizer;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.wire.NtpTime;
import java.util.List;
import java.util.random.RandomGenerator;

/** One size of a camera's pictures: a clip, in packets of its own. Thread: the media loop. */
final class CameraLayer {
    private static final int CLOCK_RATE = 90_000;
    private static final int MAX_PAYLOAD = 1180;
    /** By them the server knows which pictures of two sizes are the same. */
    private static final long REPORT_NANOS = 1_000_000_000L;

    private final CameraClip clip;
    private final int ssrc;
    private final int payloadType;
    private final Vp8Packetizer packetizer;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final int firstTimestamp;
    private int sequence;
    private int place = -1;
    private int packets;
    private int octets;
    private long reportedNanos;

    CameraLayer(CameraClip clip, int ssrc, int payloadType, RandomGenerator random) {
        this.clip = clip;
        this.ssrc = ssrc;
        this.payloadType = payloadType;
        this.packetizer = new Vp8Packetizer(MAX_PAYLOAD, random.nextInt(), random.nextInt());
        this.firstTimestamp = random.nextInt();
        // Below 32768, so that who misses the first packets still guesses the roll-over counter (RFC 3711, 3.3.1).
        this.sequence = random.nextInt(0x8000);
    }

    int ssrc() {
        return ssrc;
    }

    /** The next picture is a key frame. */
    void beginAnew() {
        place = -1;
    }

    /**
     * Sends the next picture.
     *
     * @param number of the picture of the camera, the same in all sizes
     */
    void send(Outgoing.Way way, long number, long capturedNanos) {
        place = place < 0 ? 0 : clip.after(place);
        byte[] frame = clip.frame(place);
        int timestamp = firstTimestamp + (int) (number * CLOCK_RATE / CameraClip.FRAMES_PER_SECOND);
        if (packets == 0 || capturedNanos - reportedNanos >= REPORT_NANOS) {
            reportedNanos = capturedNanos;
            way.rtcp(new SenderReport(
                    ssrc, NtpTime.fromUnixNanos(capturedNanos), timestamp, packets, octets, List.of()));
        }
        packetizer.packetize(frame, 0, frame.length, (payload, length, last) -> {
            byte[] out = way.buffer();
            int at = header.start(out, 0, payloadType, last, sequence, timestamp, ssrc)
                    .finish();
            System.arraycopy(payload, 0, out, at, length);
            sequence = (sequence + 1) & 0xffff;
            packets++;
            octets += length;
            way.rtp(at + length);
        });
    }
}
