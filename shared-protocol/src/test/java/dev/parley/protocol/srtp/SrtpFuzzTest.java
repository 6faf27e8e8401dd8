package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Arrays;

/** Whatever arrives, unprotection answers with a length or a failure; whatever was protected comes back. */
class SrtpFuzzTest {
    @FuzzTest
    void unprotectionNeverThrows(byte @NotNull [] data) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            SrtpContext receiver = SrtpContextTest.context(profile);
            for (int round = 0; round < 2; round++) {
                check(receiver.unprotectRtp(data.clone(), 0, data.length), data.length);
                check(receiver.unprotectRtcp(data.clone(), 0, data.length), data.length);
            }
        }
    }

    @FuzzTest
    void whatIsProtectedComesBack(byte @NotNull [] data) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            byte[] packet = Arrays.copyOf(data, data.length + profile.rtpOverhead());
            int length = SrtpContextTest.context(profile).protectRtp(packet, 0, data.length);
            if (length != SrtpContext.REFUSED) {
                assertThat(SrtpContextTest.context(profile).unprotectRtp(packet, 0, length))
                        .isEqualTo(data.length);
                assertThat(Arrays.copyOf(packet, data.length)).isEqualTo(data);
            }
            packet = Arrays.copyOf(data, data.length + profile.rtcpOverhead());
            length = SrtpContextTest.context(profile).protectRtcp(packet, 0, data.length);
            if (length != SrtpContext.REFUSED) {
                assertThat(SrtpContextTest.context(profile).unprotectRtcp(packet, 0, length))
                        .isEqualTo(data.length);
                assertThat(Arrays.copyOf(packet, data.length)).isEqualTo(data);
            }
        }
    }

    private static void check(int result, int length) {
        if (result < 0) {
            assertThat(SrtpFailure.of(result)).isNotNull();
        } else {
            assertThat(result).isLessThan(length);
        }
    }
}
