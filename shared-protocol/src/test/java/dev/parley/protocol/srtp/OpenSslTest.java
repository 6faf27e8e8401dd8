package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.wire.Bytes;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenSSL, where it is installed, and the JDK give the same bytes and refuse the same. */
@ParameterizedClass
@EnumSource(names = {"OPENSSL", "OPENSSL_PROVIDER"})
class OpenSslTest {
    private static final int SSRC = 0xcafe;

    private final Random random = new Random(1);
    private final SrtpCiphers tried;

    OpenSslTest(SrtpCiphers tried) {
        this.tried = tried;
        assumeTrue(tried.isUsable(), "no libcrypto.so.3 that can be called so");
    }

    private static SrtpContext context(SrtpProfile profile, SrtpCiphers ciphers) {
        byte[] key = new byte[profile.keyLength()];
        Arrays.fill(key, (byte) 0x5a);
        return new SrtpContext(profile, key, new byte[profile.saltLength()], ciphers);
    }

    @Test
    void theLastThatIsUsableIsTheBest() {
        assertThat(SrtpCiphers.best()).isEqualTo(UsableCiphers.all().getLast());
    }

    private byte[] rtp(int sequence, int payload, int room) {
        byte[] packet = new byte[12 + payload + room];
        random.nextBytes(packet);
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 8, SSRC);
        return packet;
    }

    private byte[] rtcp(int length, int room) {
        byte[] packet = new byte[length + room];
        random.nextBytes(packet);
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 200;
        return packet;
    }

    @ParameterizedTest
    @EnumSource(names = "AEAD_.*", mode = EnumSource.Mode.MATCH_ANY)
    void packetsOfEveryLengthComeOutTheSameAndBack(SrtpProfile profile) {
        SrtpContext jdk = context(profile, SrtpCiphers.JDK);
        SrtpContext openSsl = context(profile, tried);
        SrtpContext receiver = context(profile, tried);
        for (int payload = 0; payload < 3_000; payload += payload < 70 ? 1 : 61) {
            byte[] plain = rtp(payload, payload, profile.rtpOverhead());
            byte[] one = plain.clone();
            byte[] other = plain.clone();
            int length = jdk.protectRtp(one, 0, 12 + payload);
            assertThat(openSsl.protectRtp(other, 0, 12 + payload)).isEqualTo(length);
            assertThat(other).isEqualTo(one);
            assertThat(receiver.unprotectRtp(other, 0, length)).isEqualTo(12 + payload);
            assertThat(Arrays.copyOf(other, 12 + payload)).isEqualTo(Arrays.copyOf(plain, 12 + payload));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AEAD_.*", mode = EnumSource.Mode.MATCH_ANY)
    void rtcpComesOutTheSameAndBack(SrtpProfile profile) {
        SrtpContext jdk = context(profile, SrtpCiphers.JDK);
        SrtpContext openSsl = context(profile, tried);
        SrtpContext receiver = context(profile, tried);
        for (int length = 8; length < 600; length += 4) {
            byte[] plain = rtcp(length, profile.rtcpOverhead());
            byte[] one = plain.clone();
            byte[] other = plain.clone();
            int encrypted = jdk.protectRtcp(one, 0, length);
            assertThat(openSsl.protectRtcp(other, 0, length)).isEqualTo(encrypted);
            assertThat(other).isEqualTo(one);
            assertThat(receiver.unprotectRtcp(other, 0, encrypted)).isEqualTo(length);
            assertThat(Arrays.copyOf(other, length)).isEqualTo(Arrays.copyOf(plain, length));
        }
    }

    @Test
    void anyChangedBitIsNoticed() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        byte[] packet = rtp(7, 40, profile.rtpOverhead());
        context(profile, tried).protectRtp(packet, 0, 52);
        SrtpContext receiver = context(profile, tried);
        for (int bit = 0; bit < packet.length * 8; bit++) {
            byte[] changed = packet.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(receiver.unprotectRtp(changed, 0, changed.length))
                    .as("bit %d", bit)
                    .isNegative();
        }
        assertThat(receiver.unprotectRtp(packet, 0, packet.length)).isEqualTo(52);
    }

    @Test
    void itIsRepeatedOnlyAsItWas() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        SrtpContext sender = context(profile, tried);
        byte[] plain = rtp(7, 40, profile.rtpOverhead());
        byte[] sent = plain.clone();
        sender.protectRtp(sent, 0, 52);

        byte[] same = plain.clone();
        assertThat(sender.protectRtpAgain(same, 0, 52, sent, sent.length - SrtpContext.END))
                .isEqualTo(sent.length);
        assertThat(same).isEqualTo(sent);
        byte[] different = plain.clone();
        different[30]++;
        assertThat(sender.protectRtpAgain(different, 0, 52, sent, sent.length - SrtpContext.END))
                .isEqualTo(SrtpContext.REFUSED);
        assertThat(sender.protectRtp(plain.clone(), 0, 52)).isEqualTo(SrtpContext.REFUSED);
    }

    @Test
    void contextsOfSeveralThreadsDoNotDisturbEachOther() throws Exception {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        int threads = 4;
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            // Made here, used there.
            SrtpContext sender = context(profile, tried);
            SrtpContext receiver = context(profile, tried);
            byte[] packet = rtp(0, 200 + thread, profile.rtpOverhead());
            tasks.add(() -> {
                int back = 0;
                for (int i = 0; i < 5_000; i++) {
                    Bytes.put16(packet, 2, i);
                    int length = sender.protectRtp(packet, 0, packet.length - profile.rtpOverhead());
                    back += receiver.unprotectRtp(packet, 0, length) > 0 ? 1 : 0;
                }
                return back;
            });
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Integer> back : executor.invokeAll(tasks)) {
                assertThat(back.get()).isEqualTo(5_000);
            }
        }
    }

    @Test
    void aPacketAllocatesNothing() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SrtpContext sender = context(profile, tried);
        SrtpContext receiver = context(profile, tried);
        byte[] packet = rtp(0, 1_000, profile.rtpOverhead());
        int warmUp = 30_000;
        int measured = 10_000;
        long before = 0;
        for (int i = 0; i < warmUp + measured; i++) {
            if (i == warmUp) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            Bytes.put16(packet, 2, i & 0xffff);
            sender.protectRtp(packet, 0, 1_012);
            if (receiver.unprotectRtp(packet, 0, packet.length) != 1_012) {
                throw new AssertionError("not its own");
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // Less than one object for every ten packets: what the runtime itself may need meanwhile.
        assertThat(allocated).isLessThan(measured / 10 * 16L);
    }
}
