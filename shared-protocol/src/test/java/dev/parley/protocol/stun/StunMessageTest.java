package dev.parley.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StunMessageTest {
    private static final byte[] TRANSACTION = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    private final StunKey key = new StunKey("a-password-of-22-chars");
    private final StunWriter writer = new StunWriter();
    private final StunMessage message = new StunMessage();

    @Test
    void aRequestIsReadAsItWasWritten() {
        byte[] bytes = finish(writer.startRequest(TRANSACTION)
                .username("abcd:efghi".getBytes(StandardCharsets.UTF_8))
                .iceControlling(-2)
                .priority(0xffff_fffeL)
                .nomination(7)
                .useCandidate());

        assertThat(message.parse(bytes, 0, bytes.length)).isTrue();
        assertThat(message.username()).contains("abcd:efghi");
        assertThat(message.usernameStartsWith("abcd:".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(message.usernameStartsWith("abce:".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(message.iceControlling()).isTrue();
        assertThat(message.tieBreaker()).isEqualTo(-2);
        assertThat(message.priority()).isEqualTo(0xffff_fffeL);
        assertThat(message.nomination()).isEqualTo(7);
        assertThat(message.useCandidate()).isTrue();
        assertThat(message.hasTransactionId(TRANSACTION)).isTrue();
        assertThat(key.verifies(message)).isTrue();
    }

    @Test
    void theViewForgetsTheMessageBefore() {
        byte[] rich = finish(writer.startRequest(TRANSACTION)
                .username("abcd:efghi".getBytes(StandardCharsets.UTF_8))
                .priority(5)
                .useCandidate());
        byte[] poor = finish(writer.startRequest(TRANSACTION));
        assertThat(message.parse(rich, 0, rich.length)).isTrue();
        assertThat(message.parse(poor, 0, poor.length)).isTrue();
        assertThat(message.username()).isEmpty();
        assertThat(message.priority()).isEqualTo(-1);
        assertThat(message.useCandidate()).isFalse();
        assertThat(message.errorCode()).isEqualTo(-1);
        assertThat(message.mappedPort()).isEqualTo(-1);
        assertThat(message.mappedAddress()).isEmpty();
    }

    @Test
    void aMessageIsReadAtAnOffset() {
        byte[] bytes = finish(writer.startRequest(TRANSACTION).iceControlled(9));
        byte[] shifted = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, shifted, 13, bytes.length);
        assertThat(message.parse(shifted, 13, bytes.length)).isTrue();
        assertThat(message.tieBreaker()).isEqualTo(9);
        assertThat(key.verifies(message)).isTrue();
    }

    @Test
    void errorsCarryTheirCodeAndTheAttributesNotUnderstood() {
        byte[] request = finish(writer.startRequest(TRANSACTION));
        byte[] strange = new byte[request.length + 8];
        System.arraycopy(request, 0, strange, 0, StunMessage.HEADER);
        Bytes.put16(strange, 20, 0x7fff);
        Bytes.put16(strange, 22, 4);
        System.arraycopy(request, 20, strange, 28, request.length - 20);
        Bytes.put16(strange, 2, strange.length - 20);
        assertThat(message.parse(strange, 0, strange.length)).as("fingerprint").isFalse();

        // Without its fingerprint, which no longer fits.
        int length = strange.length - 8;
        Bytes.put16(strange, 2, length - 20);
        assertThat(message.parse(strange, 0, length)).isTrue();
        assertThat(message.unknownAttributes()).isEqualTo(1);
        byte[] error = finish(writer.startResponse(StunClass.ERROR, message)
                .errorCode(420, "Unknown Attribute")
                .unknownAttributes(message));
        assertThat(message.parse(error, 0, error.length)).isTrue();
        assertThat(message.messageClass()).isEqualTo(StunClass.ERROR);
        assertThat(message.errorCode()).isEqualTo(420);
        assertThat(key.verifies(message)).isTrue();
    }

    @Test
    void whatFollowsTheIntegrityDoesNotCount() {
        byte[] request = finish(writer.startRequest(TRANSACTION));
        // In place of the fingerprint: eight bytes that would nominate.
        byte[] forged = Arrays.copyOf(request, request.length - 4);
        Bytes.put16(forged, forged.length - 4, Attribute.USE_CANDIDATE);
        Bytes.put16(forged, forged.length - 2, 0);
        Bytes.put16(forged, 2, forged.length - 20);
        assertThat(message.parse(forged, 0, forged.length)).isTrue();
        assertThat(message.useCandidate()).isFalse();
        assertThat(key.verifies(message)).isTrue();
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] bytes = finish(writer.startRequest(TRANSACTION).priority(1));
        for (int length = 0; length < bytes.length; length++) {
            assertThat(message.parse(bytes, 0, length)).isFalse();
        }
    }

    @Test
    void attributesOfTheWrongLengthAreMalformed() {
        for (int type : new int[] {0x0008, 0x0020, 0x0024, 0x0025, 0x8029, 0x802a, 0xc001}) {
            byte[] bytes = new byte[20 + 4 + 12];
            Bytes.put16(bytes, 0, 1);
            Bytes.put16(bytes, 2, 16);
            Bytes.put32(bytes, 4, StunMessage.MAGIC_COOKIE);
            Bytes.put16(bytes, 20, type);
            Bytes.put16(bytes, 22, 12);
            assertThat(message.parse(bytes, 0, bytes.length)).as("%04x", type).isFalse();
        }
    }

    @Test
    void aUsernameBeyondTheLimitIsRefused() {
        assertThatThrownBy(() -> writer.startRequest(TRANSACTION).username(new byte[514]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(finish(writer.startRequest(TRANSACTION).username(new byte[513])))
                .hasSize(20 + 520 + 24 + 8);
    }

    @Test
    void aRequestWithoutUsernameNamesNoReceiver() {
        byte[] bytes = finish(writer.startRequest(TRANSACTION));
        assertThat(StunMessage.receiverUsernameFragment(bytes, 0, bytes.length)).isEmpty();
        assertThat(StunMessage.receiverUsernameFragment(new byte[3], 0, 3)).isEmpty();
    }

    private byte[] finish(StunWriter started) {
        int length = started.finish(key);
        return Arrays.copyOf(started.buffer(), length);
    }
}
