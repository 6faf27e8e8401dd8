package dev.parley.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.pipe.Pipe;
import dev.parley.sfu.pipe.PipeConsumer;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ProducerFormats;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pipe between two real threads: each packet arrives once, whole and in order, or is counted as dropped. */
class PipeThreadsTest {
    private static final int PACKETS = 400_000;

    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final WorkerCounters counters = new WorkerCounters();
    private final RtpMapping mapping;

    PipeThreadsTest() throws OrtcException {
        mapping = Ortc.producerRtpParametersMapping(
                Ortc.producerRtpParameters(MediaKind.AUDIO, MediaTracks.MICROPHONE), MediaTracks.ROUTER, 1);
    }

    @AfterEach
    void end() {
        reader.shutdownNow();
    }

    /** Of the reading thread alone. */
    private static final class FarEnd implements PipeProducer.Listener {
        final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        long arrived;
        long last = -1;
        long disordered;
        long damaged;

        @Override
        public void packet(
                PipeProducer producer, MediaPacket packet, ReceiveStream stream, boolean afterWithheld, long nowNanos) {
            arrived++;
            disordered += packet.sequence() > last ? 0 : 1;
            last = packet.sequence();
            RtpPacket rtp = packet.rtp();
            byte expected = (byte) packet.sequence();
            for (int i = rtp.payloadOffset(); i < rtp.payloadOffset() + rtp.payloadLength(); i++) {
                if (rtp.buffer()[i] != expected) {
                    damaged++;
                    return;
                }
            }
        }

        @Override
        public void layersChanged(PipeProducer producer) {}

        @Override
        public void pausedChanged(PipeProducer producer, long nowNanos) {}

        @Override
        public void closed(PipeProducer producer) {
            closed.complete(true);
        }

        @Override
        public void broken(PipeProducer producer, RuntimeException cause) {
            closed.completeExceptionally(cause);
        }
    }

    private static final class NoWayBack implements PipeProducer.Output {
        @Override
        public void open(PipeProducer producer) {}

        @Override
        public void close(PipeProducer producer) {}

        @Override
        public void keyFrameNeeded(PipeProducer producer, int spatialLayer, long nowNanos) {}

        @Override
        public void layersWanted(PipeProducer producer, int spatialLayer) {}
    }

    @Test
    void eachPacketArrivesOnceInOrderOrIsCounted() throws Exception {
        FarEnd farEnd = new FarEnd();
        PipeProducer to = new PipeProducer(
                "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE, mapping, new NoWayBack(), farEnd);
        PipeConsumer consumer = new PipeConsumer(to, new Pipe(reader, System::nanoTime), counters);
        ProducerFormats formats = new ProducerFormats(MediaTracks.MICROPHONE, mapping);
        HeaderExtensionIds ids = HeaderExtensionIds.of(MediaTracks.MICROPHONE);
        ReceiveStream stream =
                new ReceiveStream((int) MediaTracks.MICROPHONE_SSRC, 0, 0, MediaKind.AUDIO, formats, ids, () -> {});
        byte[] bytes = Tones.packet(1);
        RtpPacket rtp = new RtpPacket();
        assertThat(rtp.wrap(bytes, 0, bytes.length)).isTrue();
        MediaPacket packet = new MediaPacket();

        for (int sequence = 0; sequence < PACKETS; sequence++) {
            Arrays.fill(bytes, rtp.payloadOffset(), bytes.length, (byte) sequence);
            packet.show(rtp, ids, formats.first());
            packet.number(sequence);
            consumer.send(packet, stream);
            if (sequence % 3 == 0) {
                consumer.flush();
            }
        }
        consumer.close();

        assertThat(farEnd.closed.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(farEnd.disordered).isZero();
        assertThat(farEnd.damaged).isZero();
        assertThat(farEnd.arrived).isEqualTo(counters.values().piped());
        assertThat(farEnd.arrived + counters.of(DropReason.PIPE_FULL)).isEqualTo(PACKETS);
        assertThat(farEnd.arrived).isPositive();
    }
}
