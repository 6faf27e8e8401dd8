package dev.parley.protocol.srtp;

import java.util.Arrays;

/** Whose AES-GCM is used, and how. The bytes are the same, the cost is not: from the dearest on. */
public enum SrtpCiphers {
    /** The JDK's. */
    JDK {
        @Override
        boolean isPresent() {
            return true;
        }

        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new JdkAead(key, salt);
        }
    },
    /** That of OpenSSL's {@code libcrypto}: without garbage. */
    OPENSSL {
        @Override
        boolean isPresent() {
            return EvpGcm.present();
        }

        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new OpenSslAead(EvpGcm.ONLY, key, salt);
        }
    },
    /** The same code without the interface before it that is made for applications. */
    OPENSSL_PROVIDER {
        @Override
        boolean isPresent() {
            return ProviderGcm.present();
        }

        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new OpenSslAead(ProviderGcm.ONLY, key, salt);
        }
    };

    private static final int[] TRIED_LENGTHS = {0, 1, 15, 16, 17, 80, 767, 768, 1_200, 2_500};

    /** Whether this machine has it. */
    abstract boolean isPresent();

    abstract Aead aead(byte[] key, byte[] salt);

    /** The cheapest that this machine has and that gives the same bytes as the JDK's, which is tried now. */
    public static SrtpCiphers best() {
        if (OPENSSL_PROVIDER.isUsable()) {
            return OPENSSL_PROVIDER;
        }
        return OPENSSL.isUsable() ? OPENSSL : JDK;
    }

    /** Whether this machine has it and it gives the same bytes as the JDK's, which is tried now. */
    public boolean isUsable() {
        try {
            return isPresent() && isEqual(16) && isEqual(32);
        } catch (IllegalStateException e) {
            return false; // there, but set up to refuse AES-GCM
        }
    }

    private boolean isEqual(int keyLength) {
        byte[] key = new byte[keyLength];
        for (int i = 0; i < keyLength; i++) {
            key[i] = (byte) (7 * i + 1);
        }
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        Aead tried = aead(key, salt);
        for (int length : TRIED_LENGTHS) {
            byte[] header = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2};
            byte[] plain = new byte[length];
            Arrays.fill(plain, (byte) length);
            byte[] expected = new byte[length + Aead.TAG];
            byte[] given = new byte[length + Aead.TAG];
            JDK.aead(key, salt)
                    .encrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, plain, 0, length, expected, 0);
            tried.encrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, plain, 0, length, given, 0);
            if (!Arrays.equals(expected, given)
                    || tried.decrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, given, 0, given.length) != length
                    || !Arrays.equals(plain, Arrays.copyOf(given, length))) {
                return false;
            }
            expected[length] ^= 1;
            if (tried.decrypt(0xfedc_ba98, length, header, 0, 12, Aead.NO_MORE, expected, 0, expected.length) != -1) {
                return false;
            }
        }
        return true;
    }
}
