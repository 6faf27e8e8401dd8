package dev.parley.protocol.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Whether a cipher does what the JDK's does, in every way in which it is called: tried with packets of ten lengths. */
final class CipherTrial {
    static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 80, 767, 768, 1_200, 2_500};
    private static final int SSRC = 0xfedc_ba98;
    private static final byte[] HEADER = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2};
    /** As SRTCP has it. */
    private static final byte[] INDEX_WORD = {3, 4, 5, 6};

    private final Aead jdk;
    private final Aead tried;

    /** Of two under the same key and salt. */
    CipherTrial(Aead jdk, Aead tried) {
        this.jdk = jdk;
        this.tried = tried;
    }

    boolean passes() {
        return Arrays.stream(LENGTHS)
                .allMatch(length ->
                        isEqual(length, Aead.NO_MORE) && isEqual(length, INDEX_WORD) && isEqualOutsideTheHeap(length));
    }

    private boolean isEqual(int length, byte[] more) {
        byte[] plain = plain(length);
        byte[] expected = new byte[length + Aead.TAG];
        byte[] given = new byte[length + Aead.TAG];
        jdk.again().encrypt(SSRC, length, HEADER, 0, HEADER.length, more, plain, 0, length, expected, 0);
        tried.again().encrypt(SSRC, length, HEADER, 0, HEADER.length, more, plain, 0, length, given, 0);
        if (!Arrays.equals(expected, given)
                || decrypted(given, more) != length
                || !Arrays.equals(plain, Arrays.copyOf(given, length))) {
            return false;
        }
        expected[length] ^= 1;
        return decrypted(expected, more) == -1;
    }

    private int decrypted(byte[] bytes, byte[] more) {
        int index = bytes.length - Aead.TAG;
        return tried.decrypt(SSRC, index, HEADER, 0, HEADER.length, more, bytes, 0, bytes.length);
    }

    private boolean isEqualOutsideTheHeap(int length) {
        int end = HEADER.length + length;
        byte[] packet = Arrays.copyOf(HEADER, end + Aead.TAG);
        System.arraycopy(plain(length), 0, packet, HEADER.length, length);
        byte[] expected = packet.clone();
        jdk.again()
                .encrypt(
                        SSRC,
                        length,
                        expected,
                        0,
                        HEADER.length,
                        Aead.NO_MORE,
                        expected,
                        HEADER.length,
                        length,
                        expected,
                        HEADER.length);
        try (Arena arena = Arena.ofConfined()) {
            // Where no word begins.
            MemorySegment out = arena.allocate(packet.length + 1).asSlice(1);
            return tried.again().encrypt(SSRC, length, packet, HEADER.length, end, out, 0) == packet.length
                    && Arrays.equals(expected, out.toArray(ValueLayout.JAVA_BYTE))
                    && Arrays.equals(expected, end, packet.length, packet, end, packet.length);
        }
    }

    private static byte[] plain(int length) {
        byte[] plain = new byte[length];
        Arrays.fill(plain, (byte) length);
        return plain;
    }
}
