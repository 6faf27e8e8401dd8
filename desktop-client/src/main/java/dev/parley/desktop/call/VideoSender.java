package dev.parley.desktop.call;

import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.OutboundPacket;
import dev.parley.desktop.transport.OutboundStream;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.protocol.payload.Vp8Packetizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Coded pictures in packets, on their way to the transport. Thread: that of one encoder. */
final class VideoSender {
    /** A packet's payload: with headers, tag and a tunnel or two it stays under 1,280 bytes, which any path carries. */
    private static final int MAX_PAYLOAD = 1_150;

    private static final int CLOCK_KHZ = 90;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SendTransport transport;
    private final MediaThread media;
    private final Vp8Packetizer packetizer;

    VideoSender(SendTransport transport, MediaThread media, RandomGenerator random) {
        this.transport = transport;
        this.media = media;
        packetizer = new Vp8Packetizer(MAX_PAYLOAD, random.nextInt(1 << 15), random.nextInt(1 << 8));
    }

    void send(EncodedPicture picture, OutboundStream stream) {
        long timestamp = picture.timeNanos() * CLOCK_KHZ / NANOS_PER_MILLI;
        List<OutboundPacket> packets = new ArrayList<>();
        packetizer.packetize(
                picture.bytes(),
                0,
                picture.length(),
                (buffer, length, last) -> packets.add(
                        OutboundPacket.video(Arrays.copyOf(buffer, length), timestamp, last, picture.timeNanos())));
        media.execute(() -> packets.forEach(packet -> transport.send(stream, packet)));
    }
}
