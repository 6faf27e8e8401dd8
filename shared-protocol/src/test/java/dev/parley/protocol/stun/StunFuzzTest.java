package dev.parley.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.parley.protocol.wire.Bytes;
import java.util.Arrays;

/** Whatever arrives is refused, or can be read and answered. */
class StunFuzzTest {
    @FuzzTest
    void anythingCanBeParsed(byte @NotNull [] data) {
        StunMessage.receiverUsernameFragment(data, 0, data.length);
        read(data);
        // Most inputs fail at the outermost checks: the same once more with those made to fit.
        byte[] framed = Arrays.copyOf(data, Math.max(StunMessage.HEADER, data.length & ~3));
        framed[0] &= 0x3f;
        Bytes.put16(framed, 2, framed.length - StunMessage.HEADER);
        Bytes.put32(framed, 4, StunMessage.MAGIC_COOKIE);
        read(framed);
    }

    private static void read(byte[] data) {
        StunMessage message = new StunMessage();
        if (!message.parse(data, 0, data.length)) {
            return;
        }
        StunKey key = new StunKey("a-password-of-22-chars");
        assertThat(message.messageClass()).isNotNull();
        assertThat(message.errorCode()).isBetween(-1, 955);
        assertThat(message.mappedPort()).isBetween(-1, 65_535);
        assertThat(message.mappedAddress().length).isIn(0, 4, 16);
        assertThat(message.username()).isNotNull();
        message.tieBreaker();
        message.priority();
        message.nomination();
        key.verifies(message);
        StunWriter writer = new StunWriter();
        int length = writer.startResponse(StunClass.ERROR, message)
                .errorCode(420, "Unknown Attribute")
                .unknownAttributes(message)
                .finish(key);
        assertThat(message.parse(writer.buffer(), 0, length)).isTrue();
    }
}
