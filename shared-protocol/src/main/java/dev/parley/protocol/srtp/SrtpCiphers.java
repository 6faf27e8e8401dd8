package dev.parley.protocol.srtp;

import java.util.Arrays;

/** Whose AES-GCM is used. The bytes are the same, the cost is not. */
public enum SrtpCiphers {
    /** The JDK's. */
    JDK {
        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new JdkAead(key, salt);
        }
    },
    /** That of OpenSSL's {@code libcrypto}: quicker, and without garbage. */
    OPENSSL {
        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new OpenSslAead(key, salt);
        }
    };

    private static final int[] TRIED_LENGTHS = {0, 1, 15, 16, 17, 80, 767, 768, 1_200, 2_500};

    abstract Aead aead(byte[] key, byte[] salt);

    /** OpenSSL's where this machine has it and it gives the same bytes as the JDK's, which is tried now; else the JDK's. */
    public static SrtpCiphers best() {
        try {
            return LibCrypto.present() && isEqual(16) && isEqual(32) ? OPENSSL : JDK;
        } catch (IllegalStateException e) {
            return JDK; // there, but set up to refuse AES-GCM
        }
    }

    private static boolean isEqual(int keyLength) {
        byte[] key = new byte[keyLength];
        for (int i = 0; i < keyLength; i++) {
            key[i] = (byte) (7 * i + 1);
        }
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        Aead openSsl = OPENSSL.aead(key, salt);
        for (int length : TRIED_LENGTHS) {
            byte[] header = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2};
            byte[] plain = new byte[length];
            Arrays.fill(plain, (byte) length);
            byte[] expected = new byte[length + Aead.TAG];
            byte[] given = new byte[length + Aead.TAG];
            JDK.aead(key, salt)
                    .encrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, plain, 0, length, expected, 0);
            openSsl.encrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, plain, 0, length, given, 0);
            if (!Arrays.equals(expected, given)
                    || openSsl.decrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, given, 0, given.length)
                            != length
                    || !Arrays.equals(plain, Arrays.copyOf(given, length))) {
                return false;
            }
            expected[length] ^= 1;
            if (openSsl.decrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, expected, 0, expected.length) != -1) {
                return false;
            }
        }
        return true;
    }
}
