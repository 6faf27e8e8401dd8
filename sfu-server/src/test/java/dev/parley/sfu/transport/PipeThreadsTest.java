package dev.parley.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
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
import dev.parley.sfu.stream.StreamLayers;
import dev.parley.sfu.stream.WorkerCounters;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
        boolean breaks;
        int broken;
        final List<Long> afterWithheldOnes = new ArrayList<>();

        @Override
        public void packet(
                PipeProducer producer, MediaPacket packet, ReceiveStream stream, boolean afterWithheld, long nowNanos) {
            arrived++;
            if (breaks) {
                throw new IllegalStateException("made by the test");
            }
            if (afterWithheld) {
                afterWithheldOnes.add(packet.sequence());
            }
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
            broken++;
            closed.completeExceptionally(cause);
        }
    }

    private static final class NoWayBack implements PipeProducer.Output {
        @Override
        public void open(PipeProducer producer) {}

        @Override
        public void close(PipeProducer producer) {}

        @Override
        public void keyFrameNeeded(PipeProducer producer, int encoding, long nowNanos) {}

        @Override
        public void layersWanted(PipeProducer producer, int spatialLayer) {}

        @Override
        public void joins(PipeProducer producer, boolean now) {}
    }

    @Test
    void eachPacketArrivesOnceInOrderOrIsCounted() throws Exception {
        Writer writer = new Writer(reader);
        for (int sequence = 0; sequence < PACKETS; sequence++) {
            writer.write(sequence, sequence % 3 == 0);
        }
        writer.consumer.close();

        FarEnd farEnd = writer.farEnd;
        assertThat(farEnd.closed.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(farEnd.disordered).isZero();
        assertThat(farEnd.damaged).isZero();
        assertThat(farEnd.arrived).isEqualTo(counters.values().piped());
        assertThat(farEnd.arrived + counters.of(DropReason.PIPE_FULL)).isEqualTo(PACKETS);
        assertThat(farEnd.arrived).isPositive();
    }

    @Test
    void aPacketThatCrossesAllocatesNothing() {
        Writer writer = new Writer(Runnable::run);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // Until every slot was used, and the code is compiled.
        int warm = PACKETS / 10;
        for (int sequence = 0; sequence < warm; sequence++) {
            writer.write(sequence, sequence % 3 == 0);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int sequence = warm; sequence < 2 * warm; sequence++) {
            writer.write(sequence, sequence % 3 == 0);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(writer.farEnd.arrived).isGreaterThan(2L * warm - 3);
        // Less than one object for every ten packets: what the runtime itself may need meanwhile.
        assertThat(allocated).isLessThan(warm / 10 * 16L);
    }

    @Test
    void thatPacketsWereWithheldIsToldWithTheFirstAfterThemThatFits() {
        List<Runnable> tasks = new ArrayList<>();
        Writer writer = new Writer(tasks::add);
        int sequence = 0;
        while (counters.of(DropReason.PIPE_FULL) == 0) {
            writer.write(sequence++, true);
        }
        writer.consumer.heardAgain(writer.stream, sequence);
        writer.write(sequence, true);
        assertThat(counters.of(DropReason.PIPE_FULL)).isEqualTo(2);

        tasks.forEach(Runnable::run);
        tasks.clear();
        int fits = sequence + 3;
        writer.write(1, true);
        writer.write(fits, true);
        writer.write(fits + 1, true);
        tasks.forEach(Runnable::run);

        assertThat(writer.farEnd.last).isEqualTo(fits + 1);
        assertThat(writer.farEnd.afterWithheldOnes).containsExactly((long) fits);
    }

    @Test
    void whatBreaksIsToldOnce() {
        Writer writer = new Writer(Runnable::run);
        writer.farEnd.breaks = true;
        for (int sequence = 0; sequence < 3; sequence++) {
            writer.write(sequence, true);
        }

        assertThat(writer.farEnd.broken).isEqualTo(1);
        assertThat(writer.farEnd.arrived).isEqualTo(1);
    }

    /** A microphone whose packets are full of the lowest byte of their number, and the way they take. */
    private final class Writer {
        final FarEnd farEnd = new FarEnd();
        final PipeConsumer consumer;
        private final HeaderExtensionIds ids = HeaderExtensionIds.of(MediaTracks.MICROPHONE);
        private final ProducerFormats formats = new ProducerFormats(MediaTracks.MICROPHONE, mapping);
        private final ReceiveStream stream = new ReceiveStream(
                (int) MediaTracks.MICROPHONE_SSRC,
                0,
                0,
                MediaKind.AUDIO,
                formats,
                ids,
                StreamLayers.of(MediaTracks.MICROPHONE),
                () -> {});
        private final byte[] bytes = Tones.packet(1);
        private final RtpPacket rtp = new RtpPacket();
        private final MediaPacket packet = new MediaPacket();

        Writer(Executor loop) {
            PipeProducer to = new PipeProducer(
                    "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE, mapping, new NoWayBack(), farEnd);
            consumer = new PipeConsumer(to, new Pipe(loop, System::nanoTime), counters);
            if (!rtp.wrap(bytes, 0, bytes.length)) {
                throw new AssertionError("malformed");
            }
        }

        void write(int sequence, boolean announced) {
            Arrays.fill(bytes, rtp.payloadOffset(), bytes.length, (byte) sequence);
            packet.show(rtp, ids, formats.first(), stream.known());
            packet.number(sequence);
            consumer.send(packet, stream);
            if (announced) {
                consumer.flush();
            }
        }
    }
}
