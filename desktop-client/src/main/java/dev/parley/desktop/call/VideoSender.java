package dev.parley.desktop.call;

import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.OutboundPacket;
import dev.parley.desktop.transport.OutboundStream;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.Vp8Packetizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Coded pictures in packets, on their way to the transport: a stream for each size that they are sent in.
 *
 * <p>Thread: any; pictures come on that of one encoder.
 */
final class VideoSender {
    /** A packet's payload: with headers, tag and a tunnel or two it stays under 1,280 bytes, which any path carries. */
    private static final int MAX_PAYLOAD = 1_150;

    private static final int CLOCK_KHZ = 90;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SendTransport transport;
    private final MediaThread media;
    private final RandomGenerator random;
    private volatile List<Track> tracks = List.of(); // replaced on the media thread

    /** One of the sizes. */
    private record Track(OutboundStream stream, Vp8Packetizer packetizer) {}

    VideoSender(SendTransport transport, MediaThread media, RandomGenerator random) {
        this.transport = transport;
        this.media = media;
        this.random = random;
    }

    /**
     * The server knows of these streams: what comes from now on is sent.
     *
     * @param keyFrameRequested called on the media thread with the size of which somebody needs a key frame
     */
    void begin(RtpParameters parameters, IntConsumer keyFrameRequested) {
        media.execute(() -> {
            List<Track> begun = new ArrayList<>();
            for (int i = 0; i < parameters.encodings().size(); i++) {
                int layer = i;
                begun.add(new Track(
                        transport.add(MediaKind.VIDEO, parameters, i, () -> keyFrameRequested.accept(layer)),
                        new Vp8Packetizer(MAX_PAYLOAD, random.nextInt(1 << 15), random.nextInt(1 << 8))));
            }
            tracks = List.copyOf(begun);
        });
    }

    /** Nothing more is sent over these streams. */
    void end() {
        media.execute(() -> {
            List<Track> ended = tracks;
            tracks = List.of();
            ended.forEach(track -> transport.remove(track.stream));
        });
    }

    /** The share of packets that the server last said were lost on the way to it, 0 to 1, of the worst size. */
    double lossShare() {
        return tracks.stream()
                .mapToDouble(track -> track.stream.lossShare())
                .max()
                .orElse(0);
    }

    /** On the encoder's thread. */
    void send(int layer, EncodedPicture picture) {
        List<Track> present = tracks;
        if (layer >= present.size()) {
            return;
        }
        Track track = present.get(layer);
        long timestamp = picture.timeNanos() * CLOCK_KHZ / NANOS_PER_MILLI;
        List<OutboundPacket> packets = new ArrayList<>();
        track.packetizer.packetize(
                picture.bytes(),
                0,
                picture.length(),
                (buffer, length, last) -> packets.add(
                        OutboundPacket.video(Arrays.copyOf(buffer, length), timestamp, last, picture.timeNanos())));
        media.execute(() -> packets.forEach(packet -> transport.send(track.stream, packet)));
    }
}
