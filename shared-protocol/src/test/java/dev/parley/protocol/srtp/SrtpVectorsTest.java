package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The published vectors: RFC 3711, appendix B, and RFC 7714, sections 16 and 17. */
class SrtpVectorsTest {
    private static final String GCM_SALT = "517569642070726f2071756f";
    private static final String GCM_KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String GCM_KEY_256 = GCM_KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String GCM_RTP =
            "8040f17b8041f8d35501a0b2" + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
    private static final String GCM_RTCP = "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
            + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    private static final int GCM_RTCP_INDEX = 0x5d4;

    @Test
    void counterModeKeyStreamIsThatOfRfc3711B2() throws Exception {
        // The vector gives the whole counter block; one zero packet under it must come out as the key stream. An
        // index and SSRC of zero leave the salt as it is.
        byte[] salt = hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd");
        byte[] key = hex("2b7e151628aed2a6abf7158809cf4f3c");
        SrtpTransform transform = SrtpTransform.of(
                SrtpProfile.AES_CM_128_HMAC_SHA1_80,
                new SessionKeys(key, new byte[20], salt, key, new byte[20], salt),
                SrtpCiphers.JDK);
        byte[] out = new byte[12 + 48 + 10];
        transform.protectRtp(new byte[48], 0, 48, out, 0, 12, 0, 0);

        assertThat(Arrays.copyOfRange(out, 12, 60))
                .isEqualTo(hex("e03ead0935c95e80e166b16dd92b4eb4"
                        + "d23513162b02d0f72a43a2fe4a5f97ab"
                        + "41e95b3bb0a2e8dd477901e4fca894c0"));

        // The same stream from the cipher alone, so that the vector above cannot pass by a symmetric mistake.
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000")));
        assertThat(Arrays.copyOfRange(out, 12, 60)).isEqualTo(cipher.doFinal(new byte[48]));
    }

    @Test
    void sessionKeysAreThoseOfRfc3711B3() {
        SessionKeys keys = SessionKeys.derive(
                SrtpProfile.AES_CM_128_HMAC_SHA1_80,
                hex("e1f97a0d3e018be0d64fa32c06de4139"),
                hex("0ec675ad498afeebb6960b3aabe6"));

        assertThat(keys.rtpKey()).isEqualTo(hex("c61e7a93744f39ee10734afe3ff7a087"));
        assertThat(keys.rtpSalt()).isEqualTo(hex("30cbbc08863d8c85d49db34a9ae1"));
        assertThat(keys.rtpAuthentication()).isEqualTo(hex("cebe321f6ff7716b6fd4ab49af256a156d38baa4"));
    }

    @Test
    void aes128GcmRtpIsThatOfRfc7714Section16() {
        checkRtp(
                SrtpProfile.AEAD_AES_128_GCM,
                GCM_KEY_128,
                "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                        + "899d7f27beb16a9152cf765ee4390cce");
    }

    @Test
    void aes256GcmRtpIsThatOfRfc7714Section16() {
        checkRtp(
                SrtpProfile.AEAD_AES_256_GCM,
                GCM_KEY_256,
                "8040f17b8041f8d35501a0b232b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                        + "7aa3db36dfffd6b0f9bb7878d7a76c13");
    }

    @Test
    void aes128GcmRtcpIsThatOfRfc7714Section17() {
        checkRtcp(
                SrtpProfile.AEAD_AES_128_GCM,
                GCM_KEY_128,
                "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded"
                        + "0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");
    }

    @Test
    void aes256GcmRtcpIsThatOfRfc7714Section17() {
        checkRtcp(
                SrtpProfile.AEAD_AES_256_GCM,
                GCM_KEY_256,
                "81c8000d4d617273d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de047"
                        + "6f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4");
    }

    @Test
    void rtcpThatIsOnlyTaggedIsRefused() {
        byte[] tagged = hex(GCM_RTCP + "841dd9683dd78ec92ae58790125f62b3000005d4");

        assertThat(gcm(SrtpProfile.AEAD_AES_128_GCM, GCM_KEY_128, SrtpCiphers.JDK)
                        .unprotectRtcp(tagged, 0, tagged.length))
                .isEqualTo(SrtpFailure.MALFORMED.code());
    }

    private static void checkRtp(SrtpProfile profile, String key, String expected) {
        for (SrtpCiphers ciphers : UsableCiphers.all()) {
            byte[] plain = hex(GCM_RTP);
            byte[] packet = Arrays.copyOf(plain, plain.length + profile.rtpOverhead());

            assertThat(gcm(profile, key, ciphers).protectRtp(packet, 0, plain.length))
                    .isEqualTo(packet.length);
            assertThat(packet).isEqualTo(hex(expected));
            assertThat(gcm(profile, key, ciphers).unprotectRtp(packet, 0, packet.length))
                    .isEqualTo(plain.length);
            assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
        }
    }

    private static void checkRtcp(SrtpProfile profile, String key, String expected) {
        for (SrtpCiphers ciphers : UsableCiphers.all()) {
            byte[] plain = hex(GCM_RTCP);
            byte[] packet = Arrays.copyOf(plain, plain.length + profile.rtcpOverhead());

            assertThat(gcm(profile, key, ciphers).protectRtcp(packet, 0, plain.length))
                    .isEqualTo(packet.length);
            assertThat(packet).isEqualTo(hex(expected));
            assertThat(gcm(profile, key, ciphers).unprotectRtcp(packet, 0, packet.length))
                    .isEqualTo(plain.length);
            assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
        }
    }

    /** RFC 7714 states its vectors in session keys, below the key derivation. */
    private static SrtpContext gcm(SrtpProfile profile, String key, SrtpCiphers ciphers) {
        byte[] none = new byte[0];
        SessionKeys keys = new SessionKeys(hex(key), none, hex(GCM_SALT), hex(key), none, hex(GCM_SALT));
        return new SrtpContext(profile, keys, ciphers, GCM_RTCP_INDEX);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
