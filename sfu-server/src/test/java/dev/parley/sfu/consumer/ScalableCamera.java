package dev.parley.sfu.consumer;

import dev.parley.protocol.payload.Vp9Descriptor;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A publisher's camera whose pictures are coded in the layers of one stream, as libwebrtc does: with dependency
 * descriptors, or as VP9 without them. Each frame is two packets.
 */
public final class ScalableCamera {
    public static final int DEPENDENCY_DESCRIPTOR_ID = 12;

    /** The template structures of libwebrtc's encoders; of three spatial layers 320x180, 640x360 and 1280x720. */
    public enum Mode {
        L1T3(1, "800214eaa860414d1410208426"),
        L3T3(
                3,
                "80081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040001d954926e082b04a0941b820ac12"
                        + "82503157f974000ca864330e222222eca8655304224230eca87753013f00b3027f016704ff02cf"),
        L3T3_KEY(
                3,
                "80081485214ea000aaaa8600004000100002a000aaa00600004000100002a000a80006000040001d954926d055249b4154923157f9"
                        + "74000ca864330e396222eca8655304384230eca87753013f00b3027f016704ff02cf"),
        S3T3(
                3,
                "80081485214ea000a8000600004000100002a000a8000600004000100002a000a80006000040001d954926caa493655248c55fe5d0"
                        + "0032a190cc38e58803b2a1954c10e10843b2a1dd4c04fc02cc09fc059c13fc0b3c");

        public final int spatialLayers;
        private final String structure;

        Mode(int spatialLayers, String structure) {
            this.spatialLayers = spatialLayers;
            this.structure = structure;
        }

        private boolean needsLower(boolean key) {
            return this == L3T3 || (this == L3T3_KEY && key);
        }
    }

    /** A frame as it leaves. */
    public record Frame(int spatial, int temporal, boolean key, int number, List<byte[]> packets) {}

    /** The temporal layers of four pictures, of which the first may be a key frame. */
    private static final int[] TEMPORAL = {0, 2, 1, 2};

    /** Bytes of a packet by spatial layer; a key frame's structure has room in the smallest. */
    private static final int[] LENGTHS = {170, 400, 1_300};

    private final Mode mode;
    private final boolean vp9;
    private final int ssrc;
    public int sequence = 65_500;
    private int frameNumber = 65_530;
    private int pictureId = 32_760;
    private int position;
    private int pictures;
    public boolean keyFrameWanted = true;
    /** From which the templates of the next structure are numbered, and the frames after it. */
    public int templateIdOffset;

    /** Spatial layers above this one are not coded. */
    public int highestSpatial;

    public ScalableCamera(Mode mode, boolean vp9, int ssrc) {
        this.mode = mode;
        this.vp9 = vp9;
        this.ssrc = ssrc;
        this.highestSpatial = mode.spatialLayers - 1;
    }

    /** The frames of the next picture, the lowest first. */
    public List<Frame> picture(int timestamp) {
        boolean key = keyFrameWanted;
        keyFrameWanted = false;
        position = key ? 0 : (position + 1) % TEMPORAL.length;
        List<Frame> frames = new ArrayList<>();
        for (int spatial = 0; spatial <= highestSpatial; spatial++) {
            List<byte[]> packets = new ArrayList<>();
            for (int index = 0; index < 2; index++) {
                packets.add(packet(spatial, key, index, timestamp));
            }
            frames.add(new Frame(spatial, TEMPORAL[position], key, frameNumber, packets));
            frameNumber = frameNumber + 1 & 0xffff;
        }
        // Numbers go on as if all layers had been coded, for the templates say how far frames are apart.
        frameNumber = frameNumber + mode.spatialLayers - 1 - highestSpatial & 0xffff;
        pictureId = pictureId + 1 & 0x7fff;
        pictures++;
        return frames;
    }

    private byte[] packet(int spatial, boolean key, int index, int timestamp) {
        byte[] out = new byte[LENGTHS[2]];
        RtpHeaderWriter header = new RtpHeaderWriter();
        boolean last = spatial == highestSpatial && index == 1;
        header.start(out, 0, 98, last, sequence, timestamp, ssrc);
        sequence = sequence + 1 & 0xffff;
        if (!vp9) {
            byte[] descriptor = descriptor(spatial, key, index);
            header.extension(DEPENDENCY_DESCRIPTOR_ID, descriptor, 0, descriptor.length);
        }
        int at = header.finish();
        byte[] payload = vp9 ? vp9Descriptor(spatial, key, index) : new byte[] {0x30};
        System.arraycopy(payload, 0, out, at, payload.length);
        // Nothing in the content may look like an empty packet.
        int content = at + payload.length;
        out[content] = (byte) spatial;
        out[content + 1] = (byte) TEMPORAL[position];
        Bytes.put32(out, content + 2, pictures);
        out[content + 6] = (byte) index;
        return Arrays.copyOf(out, LENGTHS[spatial]);
    }

    private byte[] descriptor(int spatial, boolean key, int index) {
        boolean withStructure = key && index == 0 && (spatial == 0 || mode == Mode.S3T3);
        byte[] structure = HexFormat.of().parseHex(withStructure ? mode.structure : "");
        byte[] out = new byte[3 + structure.length];
        out[0] = (byte) ((index == 0 ? 0x80 : 0x40) | (template(spatial, key) + templateIdOffset & 0x3f));
        Bytes.put16(out, 1, frameNumber);
        System.arraycopy(structure, 0, out, 3, structure.length);
        if (withStructure) {
            // Six bits after five flags.
            out[3] |= (byte) (templateIdOffset >>> 3);
            out[4] |= (byte) (templateIdOffset << 5);
        }
        return out;
    }

    private int template(int spatial, boolean key) {
        if (mode == Mode.L1T3) {
            return new int[] {key ? 0 : 1, 3, 2, 4}[position];
        }
        return 5 * spatial + new int[] {key ? 1 : 0, 3, 2, 4}[position];
    }

    /** Flexible mode, with the differences to the pictures referred to, as libwebrtc codes spatial layers. */
    private byte[] vp9Descriptor(int spatial, boolean key, int index) {
        int temporal = TEMPORAL[position];
        boolean structure = key && spatial == 0 && index == 0;
        byte[] out = new byte[32];
        out[0] = (byte) (0xb0 | (key ? 0 : 0x40) | (index == 0 ? 0x08 : 0x04) | (structure ? 0x02 : 0));
        Bytes.put16(out, 1, 0x8000 | pictureId);
        boolean lower = spatial > 0 && mode.needsLower(key);
        out[3] = (byte) (temporal << 5 | (temporal > 0 ? 0x10 : 0) | spatial << 1 | (lower ? 1 : 0));
        int at = 4;
        if (!key) {
            out[at++] = (byte) (new int[] {4, 1, 2, 1}[position] << 1);
        }
        if (structure) {
            out[at++] = (byte) ((mode.spatialLayers - 1) << 5 | 0x10);
            for (int layer = 0; layer < mode.spatialLayers; layer++) {
                Bytes.put16(out, at, 320 << layer);
                Bytes.put16(out, at + 2, 180 << layer);
                at += 4;
            }
        }
        return Arrays.copyOf(out, at);
    }

    /** What a camera wrote into the content of a packet: {@code spatial.temporal picture/index}. */
    public static String content(RtpPacket packet, boolean vp9) {
        int at = packet.payloadOffset() + (vp9 ? vp9Length(packet) : 1);
        byte[] bytes = packet.buffer();
        return bytes[at] + "." + bytes[at + 1] + " " + Bytes.i32(bytes, at + 2) + "/" + bytes[at + 6];
    }

    private static int vp9Length(RtpPacket packet) {
        Vp9Descriptor descriptor = new Vp9Descriptor();
        if (!descriptor.parse(packet.buffer(), packet.payloadOffset(), packet.payloadLength())) {
            throw new AssertionError("not VP9");
        }
        return descriptor.length();
    }
}
