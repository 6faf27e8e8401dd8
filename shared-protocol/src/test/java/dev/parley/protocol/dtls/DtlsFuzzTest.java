package dev.parley.protocol.dtls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpProfile;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.tls.DatagramTransport;

/** Whatever reaches the handshake ends it as a failure at most. */
class DtlsFuzzTest {
    private static final DtlsCertificate OWN =
            DtlsCertificate.generate(Instant.parse("2026-01-01T00:00:00Z"), new SecureRandom());

    @FuzzTest
    void anythingCanReachTheFront(byte @NotNull [] data) {
        for (int offset = 0; offset < Math.min(data.length, 4); offset++) {
            if (DtlsRecord.isPlausible(data, offset, data.length - offset)) {
                handshake(data, offset);
            }
        }
    }

    private static void handshake(byte[] data, int offset) {
        for (DtlsRole role : DtlsRole.values()) {
            SrtpNegotiation negotiation = new SrtpNegotiation(
                    OWN, OWN.fingerprint(FingerprintAlgorithm.SHA_256), List.of(SrtpProfile.values()), SrtpCiphers.JDK);
            assertThatThrownBy(() -> DtlsEndpoint.handshake(role, negotiation, new OneDatagram(data, offset)))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Gives one datagram and then breaks. */
    private static final class OneDatagram implements DatagramTransport {
        private final byte[] data;
        private final int offset;
        private boolean given;

        OneDatagram(byte[] data, int offset) {
            this.data = data;
            this.offset = offset;
        }

        @Override
        public int getReceiveLimit() {
            return DatagramQueue.RECEIVE_LIMIT;
        }

        @Override
        public int getSendLimit() {
            return DatagramQueue.SEND_LIMIT;
        }

        @Override
        public int receive(byte[] buffer, int at, int length, int waitMillis) throws IOException {
            if (given) {
                throw new IOException("no more");
            }
            given = true;
            int size = Math.min(length, data.length - offset);
            System.arraycopy(data, offset, buffer, at, size);
            return size;
        }

        @Override
        public void send(byte[] buffer, int at, int length) {}

        @Override
        public void close() {}
    }
}
