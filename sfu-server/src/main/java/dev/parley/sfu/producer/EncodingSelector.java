package dev.parley.sfu.producer;

import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.stream.HeaderExtensionIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Which of a producer's packets are of one of its encodings: by its announced SSRCs, else by its RTP stream id, which the
 * first packets of a stream carry (RFC 8852).
 */
final class EncodingSelector {
    private final int ssrc;
    private final byte[] rid;
    private final int ridId;
    private final int repairedRidId;
    private final boolean alone;
    private int rtxSsrc;

    /**
     * @param alone whether the producer has no other encoding
     */
    EncodingSelector(RtpEncodingParameters encoding, boolean alone, HeaderExtensionIds ids) {
        this.alone = alone;
        this.ssrc = (int) encoding.ssrc();
        this.rtxSsrc = (int) encoding.rtxSsrc();
        this.rid = encoding.rid().getBytes(StandardCharsets.US_ASCII);
        this.ridId = ids.id(RtpHeaderExtension.RTP_STREAM_ID);
        this.repairedRidId = ids.id(RtpHeaderExtension.REPAIRED_RTP_STREAM_ID);
    }

    /** Whether anything tells its packets from those of another encoding. */
    boolean isAnnounced() {
        return ssrc != 0 || rid.length > 0;
    }

    /** Whether a media packet whose SSRC is not known yet belongs to it. */
    boolean begins(RtpPacket rtp) {
        return ssrc != 0 ? rtp.ssrc() == ssrc : carriesRid(rtp, ridId);
    }

    /** Whether a retransmission belongs to it. */
    boolean isRepairedBy(RtpPacket rtp) {
        if (rtxSsrc == 0 && rid.length > 0 && carriesRid(rtp, repairedRidId)) {
            rtxSsrc = rtp.ssrc();
        }
        return rtxSsrc == 0 ? alone && rid.length == 0 : rtp.ssrc() == rtxSsrc;
    }

    private boolean carriesRid(RtpPacket rtp, int id) {
        int at = id == 0 ? -1 : rtp.extensionOffset(id);
        return at >= 0 && Arrays.equals(rtp.buffer(), at, at + rtp.extensionLength(id), rid, 0, rid.length);
    }

    /** The SSRC announced, or 0. */
    int announcedSsrc() {
        return ssrc;
    }
}
