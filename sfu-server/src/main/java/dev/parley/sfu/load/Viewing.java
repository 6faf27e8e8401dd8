package dev.parley.sfu.load;

import dev.parley.protocol.feedback.TransportFeedbackBuilder;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All cameras that come on one transport, received as a real client does it: the server is told when each packet came and
 * asked for what did not. Thread: the media loop.
 */
final class Viewing {
    /** RTCP of a receiver that sends nothing: any SSRC does, and this is the one browsers use. */
    static final int OWN_SSRC = 1;

    private static final long REPORT_NANOS = 1_000_000_000L;

    private final Outgoing.Way way;
    private final List<ViewedCamera> cameras = new ArrayList<>();
    private final Map<Integer, ViewedCamera> bySsrc = new HashMap<>();
    private final TransportFeedbackBuilder feedback = new TransportFeedbackBuilder(OWN_SSRC);
    private long reportedNanos;

    Viewing(Outgoing.Way way) {
        this.way = way;
    }

    void add(ViewedCamera camera) {
        cameras.add(camera);
        bySsrc.put(camera.ssrc(), camera);
        if (camera.rtxSsrc() != 0) {
            bySsrc.put(camera.rtxSsrc(), camera);
        }
    }

    List<ViewedCamera> cameras() {
        return cameras;
    }

    boolean expects(int ssrc) {
        return bySsrc.containsKey(ssrc);
    }

    /**
     * Takes a packet.
     *
     * @return false when it is none of these cameras'
     */
    boolean packet(RtpPacket packet, long nowNanos) {
        @Nullable ViewedCamera camera = bySsrc.get(packet.ssrc());
        if (camera == null) {
            return false;
        }
        int number = camera.transportSequence(packet);
        if (number >= 0) {
            feedback.received(number, packet.ssrc(), nowNanos);
        }
        camera.packet(packet, nowNanos);
        ask(camera, nowNanos);
        tell(nowNanos);
        return true;
    }

    private void ask(ViewedCamera camera, long nowNanos) {
        int count = camera.nacks().missing() > 0 ? camera.nacks().poll(nowNanos, 0) : 0;
        if (count > 0) {
            way.rtcp(new GenericNack(
                    OWN_SSRC,
                    camera.ssrc(),
                    Arrays.stream(camera.nacks().lost(), 0, count).boxed().toList()));
        }
    }

    private void tell(long nowNanos) {
        if (feedback.due(nowNanos)) {
            for (TransportFeedback each : feedback.poll(nowNanos)) {
                way.rtcp(each);
            }
        }
    }

    /** Does what is due although nothing came. */
    void poll(long nowNanos) {
        tell(nowNanos);
        for (ViewedCamera camera : cameras) {
            ask(camera, nowNanos);
            camera.poll(way, nowNanos);
        }
        if (nowNanos - reportedNanos >= REPORT_NANOS) {
            reportedNanos = nowNanos;
            List<ReportBlock> blocks = cameras.stream()
                    .filter(camera -> camera.statistics().packets() > 0)
                    .map(camera -> camera.statistics().reportBlock(nowNanos))
                    .toList();
            way.rtcp(new ReceiverReport(OWN_SSRC, blocks));
        }
    }
}
