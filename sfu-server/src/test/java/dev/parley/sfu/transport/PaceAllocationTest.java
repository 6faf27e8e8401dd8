package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a packet costs on its way out: built, numbered, paced, encrypted. */
class PaceAllocationTest {
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 10_000;
    private static final int LENGTH = 1_000;

    /** 1 Mbit/s. */
    private static final long INTERVAL = 8 * MILLI;

    private final MemoryCall call = new MemoryCall(1);
    private final MemoryClient publisher = call.connected("publisher");
    private final MemoryClient subscriber = call.connected("subscriber");
    private final Producer producer =
            MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    private final Consumer consumer =
            MediaTracks.consume(call, subscriber, "screen", producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC);
    private final Consumer.Output output = subscriber.transport.towardsSubscriber();
    private int waited;

    PaceAllocationTest() throws InterruptedException {
        consumer.resume(call.time.nanoTime());
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        camera.payloadLength = LENGTH;
        camera.frame();
        call.time.pass(SECOND);
        subscriber.discards = true;
    }

    @AfterEach
    void end() {
        call.close();
    }

    private long packets(int count, int atOnce, long fromNanos) {
        long now = fromNanos;
        for (int i = 0; i < count; i += atOnce) {
            for (int k = 0; k < atOnce; k++) {
                int length = consumer.writePadding(LENGTH);
                if (output.send(consumer, length, PacketClass.VIDEO, now) == 0) {
                    waited++;
                }
            }
            for (long until = now + atOnce * INTERVAL; now < until; now += INTERVAL / 2) {
                subscriber.transport.pace(now);
            }
        }
        return now;
    }

    private record Cost(long bytes, long cpuNanos) {}

    /** What encryption alone costs: the runtime copies what is encrypted in place. */
    private static Cost encrypted(ThreadMXBean threads) {
        SrtpContext context = new SrtpContext(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);
        byte[] buffer = new byte[2_048];
        RtpHeaderWriter header = new RtpHeaderWriter();
        long before = 0;
        long began = 0;
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            if (i == WARM_UP) {
                before = threads.getCurrentThreadAllocatedBytes();
                began = threads.getCurrentThreadCpuTime();
            }
            header.start(buffer, 0, 101, false, i, 0, 1).finish();
            if (context.protectRtp(buffer, 0, LENGTH) < 0) {
                throw new AssertionError("refused");
            }
        }
        long cpu = threads.getCurrentThreadCpuTime() - began;
        return new Cost(threads.getCurrentThreadAllocatedBytes() - before, cpu);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void aPacketAllocatesNothingBesideEncryptionWhetherItWaitsOrNot(int atOnce) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Cost encryption = encrypted(threads);
        long now = packets(WARM_UP, atOnce, call.time.nanoTime());
        waited = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        long began = threads.getCurrentThreadCpuTime();
        packets(MEASURED, atOnce, now);
        long cpu = threads.getCurrentThreadCpuTime() - began;
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        System.out.printf(
                "paced, %d at once: %d ns a packet, %d of them encryption; %d bytes allocated, %d by encryption; %d %% waited%n",
                atOnce,
                cpu / MEASURED,
                encryption.cpuNanos() / MEASURED,
                allocated / MEASURED,
                encryption.bytes() / MEASURED,
                100L * waited / MEASURED);
        assertThat(waited > 0).isEqualTo(atOnce > 1);
        // The packets are a header longer, and the test has a timer, once for many packets.
        assertThat(allocated - encryption.bytes()).isLessThan(MEASURED * 80L);
    }
}
