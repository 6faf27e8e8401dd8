package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A cipher that is wrong in one way only is found out. */
class CipherTrialTest {
    private static final byte[] KEY = new byte[16];

    private static boolean passes(Aead tried) {
        return new CipherTrial(new JdkAead(KEY, CipherTrial.SALT), tried).passes();
    }

    @Test
    void theSameCipherPasses() {
        assertThat(passes(new JdkAead(KEY, CipherTrial.SALT))).isTrue();
        assertThat(passes(new Altered())).isTrue();
    }

    @Test
    void anotherKeyDoesNot() {
        byte[] other = KEY.clone();
        other[15] = 1;

        assertThat(passes(new JdkAead(other, CipherTrial.SALT))).isFalse();
    }

    @Test
    void whatIsAuthenticatedBehindTheHeaderCounts() {
        assertThat(passes(new Altered() {
                    @Override
                    byte[] authenticated(byte[] more) {
                        return NO_MORE;
                    }
                }))
                .isFalse();
    }

    @Test
    void aTagThatIsNotLookedAtIsNoticed() {
        assertThat(passes(new Altered() {
                    @Override
                    int decrypt(
                            int ssrc,
                            long index,
                            byte[] header,
                            int headerOffset,
                            int headerLength,
                            byte[] more,
                            byte[] buffer,
                            int offset,
                            int length) {
                        super.decrypt(ssrc, index, header, headerOffset, headerLength, more, buffer, offset, length);
                        return length - TAG;
                    }
                }))
                .isFalse();
    }

    @Test
    void whatIsWrittenOutsideTheHeapCounts() {
        assertThat(passes(new Altered() {
                    @Override
                    void leave(byte[] packet, int written, MemorySegment out, long at) {
                        out.set(ValueLayout.JAVA_BYTE, at + written - 1, (byte) ~packet[written - 1]);
                    }
                }))
                .isFalse();
    }

    @Test
    void theEndThatIsPutBehindThePacketCounts() {
        assertThat(passes(new Altered() {
                    @Override
                    void leave(byte[] packet, int written, MemorySegment out, long at) {
                        Arrays.fill(packet, written - TAG, written, (byte) 0);
                    }
                }))
                .isFalse();
    }

    /** The JDK's, with something done to it. */
    static class Altered extends Aead {
        private final JdkAead jdk = new JdkAead(KEY, CipherTrial.SALT);

        Altered() {
            super(CipherTrial.SALT);
        }

        byte[] authenticated(byte[] more) {
            return more;
        }

        /** After a packet was written outside the heap. */
        void leave(byte[] packet, int written, MemorySegment out, long at) {}

        @Override
        int encrypt(
                int ssrc,
                long index,
                byte[] header,
                int headerOffset,
                int headerLength,
                byte[] more,
                byte[] in,
                int inOffset,
                int length,
                byte[] out,
                int outOffset) {
            return jdk.again()
                    .encrypt(
                            ssrc,
                            index,
                            header,
                            headerOffset,
                            headerLength,
                            authenticated(more),
                            in,
                            inOffset,
                            length,
                            out,
                            outOffset);
        }

        @Override
        int encrypt(int ssrc, long index, byte[] packet, int headerLength, int length, MemorySegment out, long at) {
            int written = super.encrypt(ssrc, index, packet, headerLength, length, out, at);
            leave(packet, written, out, at);
            return written;
        }

        @Override
        int decrypt(
                int ssrc,
                long index,
                byte[] header,
                int headerOffset,
                int headerLength,
                byte[] more,
                byte[] buffer,
                int offset,
                int length) {
            return jdk.decrypt(
                    ssrc, index, header, headerOffset, headerLength, authenticated(more), buffer, offset, length);
        }

        @Override
        Aead again() {
            return this;
        }
    }
}
