package dev.parley.sfu.transport;

import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.stream.HeaderExtensionIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One encoding of a publisher's VP8 video, in three temporal layers, with numbers and a clock of its own. */
final class LayeredCamera {
    private static final long SECOND = 1_000_000_000L;
    private static final int CLOCK = 90_000;
    /** The temporal layers of four pictures, and which of them need the lowest layer only. */
    private static final int[] LAYERS = {0, 2, 1, 2};

    private static final boolean[] SYNC = {false, true, true, false};

    final int layer;
    final int ssrc;
    boolean on = true;
    /** Whether it listens to requests for key frames. */
    boolean listens = true;

    boolean keyFrameWanted = true;
    boolean temporalLayers = true;
    int packetsPerPicture;
    int sequence;
    int pictureId;
    int tl0;
    int pictures;
    int padding = 100;
    /** Of the pictures it could take, it takes one in this many. */
    int everyOther = 1;

    private int calls;

    private final String rid;
    private final int ridId;
    private final String mid;
    private final int midId;
    private final long beganNanos;
    private final int firstTimestamp;
    private int sinceKeyFrame;

    LayeredCamera(int layer, RtpParameters parameters, long beganNanos) {
        RtpEncodingParameters encoding = parameters.encodings().get(layer);
        this.layer = layer;
        this.ssrc = encoding.ssrc() != 0 ? (int) encoding.ssrc() : 70_000 + layer;
        this.rid = encoding.rid();
        this.ridId = HeaderExtensionIds.of(parameters).id(RtpHeaderExtension.RTP_STREAM_ID);
        this.mid = parameters.mid();
        this.midId = HeaderExtensionIds.of(parameters).id(RtpHeaderExtension.MID);
        this.beganNanos = beganNanos;
        this.firstTimestamp = 0x4000_0000 * layer + 12_345;
        this.packetsPerPicture = layer + 1;
        this.sequence = 65_400 + 50 * layer;
        this.pictureId = 32_700 + 30 * layer;
        this.tl0 = 240 + 5 * layer;
    }

    int timestampAt(long nanos) {
        return firstTimestamp + (int) ((nanos - beganNanos) * CLOCK / SECOND);
    }

    /** The packets of the picture of this time. */
    List<byte[]> picture(long nowNanos) {
        if (calls++ % everyOther != 0) {
            return List.of();
        }
        boolean key = keyFrameWanted;
        keyFrameWanted = false;
        sinceKeyFrame = key ? 0 : sinceKeyFrame + 1;
        int temporal = temporalLayers ? LAYERS[sinceKeyFrame % 4] : 0;
        boolean sync = SYNC[sinceKeyFrame % 4];
        if (temporal == 0) {
            tl0 = tl0 + 1 & 0xff;
        }
        List<byte[]> packets = new ArrayList<>();
        for (int index = 0; index < packetsPerPicture; index++) {
            packets.add(packet(nowNanos, key, temporal, sync, index));
            sequence = sequence + 1 & 0xffff;
        }
        pictureId = pictureId + 1 & 0x7fff;
        pictures++;
        return packets;
    }

    private byte[] packet(long nowNanos, boolean key, int temporal, boolean sync, int index) {
        byte[] buffer = new byte[1_500];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(
                buffer,
                0,
                Camera.PAYLOAD_TYPE,
                index == packetsPerPicture - 1,
                sequence & 0xffff,
                timestampAt(nowNanos),
                ssrc);
        header.extension(midId, mid.getBytes(StandardCharsets.US_ASCII), 0, mid.length());
        if (!rid.isEmpty()) {
            header.extension(ridId, rid.getBytes(StandardCharsets.US_ASCII), 0, rid.length());
        }
        int at = header.finish();
        buffer[at] = (byte) (index == 0 ? 0x90 : 0x80);
        buffer[at + 1] = (byte) 0xe0;
        Bytes.put16(buffer, at + 2, 0x8000 | pictureId);
        buffer[at + 4] = (byte) tl0;
        buffer[at + 5] = (byte) (temporal << 6 | (sync ? 0x20 : 0));
        buffer[at + 6] = (byte) (key ? 0 : 1);
        buffer[at + 7] = (byte) layer;
        Bytes.put32(buffer, at + 8, pictures);
        buffer[at + 12] = (byte) index;
        return Arrays.copyOf(buffer, at + 13 + padding);
    }
}
