package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection speaks, by its first bytes. */
class FirstBytesTest {
    /** A frame with a Binding request that has the user name {@code ab:cd}. */
    static final byte[] CHECK =
            HexFormat.of().parseHex("0020000100" + "0c2112a442000102030405060708090a0b" + "0006000561623a6364000000");

    private static FirstBytes.Kind of(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        FirstBytes.Kind kind = FirstBytes.of(buffer);
        assertThat(buffer.readableBytes()).as("nothing is taken").isEqualTo(bytes.length);
        return kind;
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNDECIDED",
        "16, UNDECIDED",
        "160301, TLS",
        "1603010200, TLS",
        "1602, STRANGE",
        "47, HTTP",
        "474554, HTTP",
        "0d0a47, HTTP",
        "67, STRANGE",
        "ff, STRANGE",
        "80, STRANGE",
        "05, STRANGE",
        "04, UNDECIDED",
        "0404, STRANGE",
        "0400, UNDECIDED",
        "0013, STRANGE",
        "0015, STRANGE",
        "0014, UNDECIDED",
        "001400, UNDECIDED",
        "00140001, UNDECIDED",
        "00140002, STRANGE",
        "00140101, STRANGE",
        "0014000100, UNDECIDED",
        "001400010000, UNDECIDED",
        "001400010004, STRANGE",
        "00140001000022, STRANGE",
        "0014000100002112a442, UNDECIDED",
        "0014000100002112a443, STRANGE",
    })
    void theFirstBytesTellOrAreWaitedFor(String hex, FirstBytes.Kind kind) {
        assertThat(of(HexFormat.of().parseHex(hex))).isEqualTo(kind);
    }

    @Test
    void anIceCheckIsKnownByItsLastByteAndNamesItsTransport() {
        for (int length = 0; length < CHECK.length; length++) {
            assertThat(of(Arrays.copyOf(CHECK, length))).isEqualTo(FirstBytes.Kind.UNDECIDED);
        }
        assertThat(of(CHECK)).isEqualTo(FirstBytes.Kind.ICE_CHECK);
        assertThat(FirstBytes.usernameFragment(Unpooled.wrappedBuffer(CHECK))).contains("ab");
        byte[] more = Arrays.copyOf(CHECK, CHECK.length + 500);
        assertThat(of(more)).isEqualTo(FirstBytes.Kind.ICE_CHECK);
    }

    @Test
    void everyMethodIsHttp() {
        for (String method : new String[] {"GET", "HEAD", "POST", "OPTIONS", "CONNECT", "PRI * HTTP/2.0"}) {
            assertThat(of(method.getBytes(StandardCharsets.US_ASCII))).isEqualTo(FirstBytes.Kind.HTTP);
        }
    }

    /** Whatever comes: a decision is for ever, comes with a bounded number of bytes, and names can be asked for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aDecisionIsBoundedAndForEver(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] anything = new byte[random.nextInt(40)];
            random.nextBytes(anything);
            check(anything);
            // Most inputs are strange at once: the same with a check's beginning, or a check with a few wrong bytes.
            byte[] check = Arrays.copyOf(CHECK, CHECK.length + random.nextInt(20));
            for (int wrong = random.nextInt(3); wrong >= 0; wrong--) {
                check[random.nextInt(check.length)] = (byte) random.nextInt();
            }
            check(check);
        }
        byte[] longest = Arrays.copyOf(CHECK, FirstBytes.MAX_BYTES + 10);
        longest[0] = 4;
        longest[1] = 0;
        longest[4] = 3;
        longest[5] = (byte) 0xec;
        check(longest);
    }

    /** Of every beginning of it. */
    static void check(byte[] data) {
        FirstBytes.Kind decided = FirstBytes.Kind.UNDECIDED;
        for (int length = 0; length <= Math.min(data.length, FirstBytes.MAX_BYTES + 2); length++) {
            ByteBuf bytes = Unpooled.wrappedBuffer(data, 0, length);
            FirstBytes.Kind kind = FirstBytes.of(bytes);
            if (decided != FirstBytes.Kind.UNDECIDED) {
                assertThat(kind).isEqualTo(decided);
            }
            decided = kind;
            if (kind == FirstBytes.Kind.ICE_CHECK) {
                assertThat(FirstBytes.usernameFragment(bytes)).isNotNull();
            }
            assertThat(kind == FirstBytes.Kind.UNDECIDED && length >= FirstBytes.MAX_BYTES)
                    .isFalse();
        }
    }
}
