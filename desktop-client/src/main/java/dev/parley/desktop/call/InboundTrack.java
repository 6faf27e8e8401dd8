package dev.parley.desktop.call;

import dev.parley.desktop.audio.AudioEngine;
import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import dev.parley.desktop.track.InboundAudio;
import dev.parley.desktop.track.InboundVideo;
import dev.parley.desktop.transport.InboundStream;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.RecvTransport;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.NtpTime;
import java.util.concurrent.atomic.AtomicReference;

/** One producer of somebody else's, on its way from the transport to screen or speaker. */
sealed interface InboundTrack extends AutoCloseable permits InboundTrack.Sound, InboundTrack.Video {
    int VIDEO_CLOCK = 90_000;

    /** What the transport counts of it. */
    InboundStream stream();

    /** Payload received in the last second. */
    long bitsPerSecond();

    @Override
    void close();

    /**
     * Takes bytes and tells how many came in the last whole second.
     *
     * <p>Thread: written on the media thread, read on any.
     */
    final class Rate {
        private static final long SECOND = 1_000_000_000L;
        private long beganNanos;
        private long bytes;
        private volatile long bitsPerSecond;
        private volatile long updatedNanos;

        void add(int length, long nowNanos) {
            bytes += length;
            long passed = nowNanos - beganNanos;
            if (passed >= SECOND) {
                bitsPerSecond = bytes * Byte.SIZE * SECOND / passed;
                bytes = 0;
                beganNanos = nowNanos;
                updatedNanos = nowNanos;
            }
        }

        long bitsPerSecond() {
            return System.nanoTime() - updatedNanos > 3 * SECOND ? 0 : bitsPerSecond;
        }
    }

    /** A microphone's. */
    record Sound(InboundAudio audio, InboundStream stream, Rate rate, Runnable end) implements InboundTrack {
        /** Begins to play. On the media thread. */
        static Sound begin(
                RecvTransport transport,
                MediaThread media,
                RtpParameters parameters,
                InboundAudio audio,
                RtpClock clock,
                AudioEngine engine) {
            Rate rate = new Rate();
            InboundStream stream = transport.add(MediaKind.AUDIO, parameters, new InboundStream.Sink() {
                @Override
                public void packet(RtpPacket packet, long arrivalNanos, boolean askedAgain) {
                    rate.add(packet.length(), arrivalNanos);
                    audio.packet(
                            packet.buffer(),
                            packet.payloadOffset(),
                            packet.payloadLength(),
                            packet.sequenceNumber(),
                            Integer.toUnsignedLong(packet.timestamp()),
                            arrivalNanos,
                            askedAgain);
                }

                @Override
                public void senderReport(long ntpTime, int rtpTimestamp) {
                    clock.report(NtpTime.toUnixNanos(ntpTime), Integer.toUnsignedLong(rtpTimestamp));
                }
            });
            engine.add(audio);
            return new Sound(audio, stream, rate, () -> {
                engine.remove(audio);
                audio.close();
                media.execute(() -> transport.remove(stream));
            });
        }

        @Override
        public long bitsPerSecond() {
            return rate.bitsPerSecond();
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /** A camera's. */
    record Video(InboundVideo video, InboundStream stream, Rate rate, Runnable end) implements InboundTrack {
        /** Begins to show. On the media thread. */
        static Video begin(
                RecvTransport transport,
                MediaThread media,
                RtpParameters parameters,
                VideoCodecs codecs,
                LipSync lipSync) {
            Rate rate = new Rate();
            RtpClock clock = new RtpClock(VIDEO_CLOCK);
            AtomicReference<InboundStream> its = new AtomicReference<>();
            InboundVideo video = new InboundVideo(
                    codecs,
                    clock,
                    lipSync,
                    () -> media.execute(() -> {
                        InboundStream stream = its.get();
                        if (stream != null) {
                            transport.requestKeyFrame(stream);
                        }
                    }));
            InboundStream stream = transport.add(MediaKind.VIDEO, parameters, new InboundStream.Sink() {
                @Override
                public void packet(RtpPacket packet, long arrivalNanos, boolean askedAgain) {
                    rate.add(packet.length(), arrivalNanos);
                    video.packet(
                            packet.buffer(),
                            packet.payloadOffset(),
                            packet.payloadLength(),
                            packet.sequenceNumber(),
                            Integer.toUnsignedLong(packet.timestamp()),
                            packet.marker(),
                            arrivalNanos);
                }

                @Override
                public void senderReport(long ntpTime, int rtpTimestamp) {
                    clock.report(NtpTime.toUnixNanos(ntpTime), Integer.toUnsignedLong(rtpTimestamp));
                }
            });
            its.set(stream);
            return new Video(video, stream, rate, () -> {
                video.close();
                media.execute(() -> transport.remove(stream));
            });
        }

        @Override
        public long bitsPerSecond() {
            return rate.bitsPerSecond();
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
