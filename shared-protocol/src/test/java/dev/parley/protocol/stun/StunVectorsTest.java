package dev.parley.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 5769 that use short-term credentials. */
class StunVectorsTest {
    private static final String TRANSACTION = "b7e7a701bc34d686fa87dfae";
    private static final String REQUEST = "000100582112a442" + TRANSACTION
            + "802200105354554e207465737420636c69656e74"
            + "002400046e0001ff"
            + "80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020"
            + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
            + "80280004e57a3bcf";
    private static final String RESPONSE_IPV4 = "0101003c2112a442" + TRANSACTION
            + "8022000b7465737420766563746f7220"
            + "002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
            + "80280004c07d4c96";
    private static final String RESPONSE_IPV6 = "010100482112a442" + TRANSACTION
            + "8022000b7465737420766563746f7220"
            + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
            + "80280004c8fb0b4c";

    private final StunKey key = new StunKey("VOkJxbRl1RmTxUk/WvJxBt");
    private final StunMessage message = new StunMessage();

    @Test
    void theSampleRequestIsRead() {
        byte[] bytes = hex(REQUEST);
        assertThat(message.parse(bytes, 0, bytes.length)).isTrue();
        assertThat(message.messageClass()).isEqualTo(StunClass.REQUEST);
        assertThat(message.method()).isEqualTo(StunMessage.BINDING);
        assertThat(message.hasTransactionId(hex(TRANSACTION))).isTrue();
        assertThat(message.username()).contains("evtj:h6vY");
        assertThat(message.priority()).isEqualTo(0x6e0001ffL);
        assertThat(message.iceControlled()).isTrue();
        assertThat(message.iceControlling()).isFalse();
        assertThat(message.tieBreaker()).isEqualTo(0x932ff9b151263b36L);
        assertThat(message.useCandidate()).isFalse();
        assertThat(message.unknownAttributes()).isZero();
        assertThat(key.verifies(message)).isTrue();
        assertThat(new StunKey("VOkJxbRl1RmTxUk/WvJxBu").verifies(message)).isFalse();
        assertThat(StunMessage.receiverUsernameFragment(bytes, 0, bytes.length)).contains("evtj");
    }

    @Test
    void theSampleResponsesAreRead() throws Exception {
        byte[] bytes = hex(RESPONSE_IPV4);
        assertThat(message.parse(bytes, 0, bytes.length)).isTrue();
        assertThat(message.messageClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(message.mappedAddress())
                .isEqualTo(InetAddress.getByName("192.0.2.1").getAddress());
        assertThat(message.mappedPort()).isEqualTo(32853);
        assertThat(key.verifies(message)).isTrue();

        bytes = hex(RESPONSE_IPV6);
        assertThat(message.parse(bytes, 0, bytes.length)).isTrue();
        assertThat(message.mappedAddress())
                .isEqualTo(InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677")
                        .getAddress());
        assertThat(message.mappedPort()).isEqualTo(32853);
        assertThat(key.verifies(message)).isTrue();
    }

    @Test
    void anyChangedBitIsNoticed() {
        byte[] bytes = hex(REQUEST);
        // Another type in place of FINGERPRINT is an attribute behind the integrity, which does not count.
        int fingerprintType = bytes.length - 8;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            if (bit / 8 == fingerprintType || bit / 8 == fingerprintType + 1) {
                continue;
            }
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            boolean authentic = message.parse(changed, 0, changed.length) && key.verifies(message);
            assertThat(authentic).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void whatIsWrittenIsTheSampleResponseWithoutItsSoftware() throws Exception {
        byte[] request = hex(REQUEST);
        assertThat(message.parse(request, 0, request.length)).isTrue();
        StunWriter writer = new StunWriter();
        int length = writer.startResponse(StunClass.SUCCESS, message)
                .mappedAddress(InetAddress.getByName("192.0.2.1").getAddress(), 32853)
                .finish(key);

        byte[] written = Arrays.copyOf(writer.buffer(), length);
        assertThat(HexFormat.of().formatHex(written, 8, 32)).isEqualTo(TRANSACTION + "002000080001a147e112a643");
        assertThat(message.parse(written, 0, length)).isTrue();
        assertThat(key.verifies(message)).isTrue();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
