package dev.parley.sfu.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Arrays;

/** Whatever a connection begins with: it is decided once, with a bounded number of bytes, and nothing is thrown. */
class FirstBytesFuzzTest {
    private static final int FRAME_HEADER = 2;
    private static final int STUN_HEADER = 20;
    private static final byte[] COOKIE = {0x21, 0x12, (byte) 0xa4, 0x42};

    @FuzzTest
    void aDecisionIsBoundedAndForEver(byte @NotNull [] data) {
        FirstBytesTest.check(data);
        // Most inputs are strange at their first byte: the same once more as what an ICE check has behind its header.
        int attributes = Math.min(data.length & ~3, FirstBytes.MAX_FRAME - STUN_HEADER);
        byte[] framed = new byte[FRAME_HEADER + STUN_HEADER + attributes];
        put16(framed, 0, STUN_HEADER + attributes);
        put16(framed, FRAME_HEADER, 1);
        put16(framed, FRAME_HEADER + 2, attributes);
        System.arraycopy(COOKIE, 0, framed, FRAME_HEADER + 4, COOKIE.length);
        System.arraycopy(data, 0, framed, FRAME_HEADER + STUN_HEADER, attributes);
        FirstBytesTest.check(framed);
        FirstBytesTest.check(Arrays.copyOf(framed, framed.length + data.length % 7));
    }

    private static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
