package dev.parley.sfu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.protocol.signaling.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What opens a room, and everything that must not. */
class JoinTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final JoinTokens tokens = new JoinTokens(new TokenSecret(KEY), () -> NOW);

    private static TokenGrant grant(Duration left) {
        return new TokenGrant("tea", "Ada", Role.PARTICIPANT, NOW.plus(left));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .audience(JoinTokens.AUDIENCE)
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("video", Map.of("room", "tea", "roomJoin", true));
    }

    private static String hs256(JWTClaimsSet claims, byte[] key) {
        return signed(JWSAlgorithm.HS256, claims, key);
    }

    private static String signed(JWSAlgorithm algorithm, JWTClaimsSet claims, byte[] key) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenProblem problemOf(String token, String room) {
        return catchThrowableOfType(TokenException.class, () -> tokens.check(token, room))
                .problem();
    }

    @Test
    void anAdminsTokenOpensTheAdminPageAndNoRoom() throws TokenException {
        String admin = tokens.signAdmin(NOW.plusSeconds(60));
        tokens.requireAdmin(admin);
        assertThat(problemOf(admin)).isEqualTo(TokenProblem.OTHER_PURPOSE);
        assertThat(problemOf(admin, "*")).isEqualTo(TokenProblem.OTHER_PURPOSE);
    }

    @Test
    void theAdminPageOpensWithAnAdminsTokenOnly() {
        String moderator = tokens.sign(new TokenGrant("*", "Ada", Role.MODERATOR, NOW.plusSeconds(60)));
        assertThat(adminProblemOf(moderator)).isEqualTo(TokenProblem.OTHER_PURPOSE);
        assertThat(adminProblemOf(tokens.signAdmin(NOW.minusSeconds(60)))).isEqualTo(TokenProblem.EXPIRED);
        assertThat(adminProblemOf(new JoinTokens(
                                new TokenSecret(
                                        "another-secret-0123456789abcdefgh".getBytes(StandardCharsets.US_ASCII)),
                                () -> NOW)
                        .signAdmin(NOW.plusSeconds(60))))
                .isEqualTo(TokenProblem.FORGED);
        assertThat(adminProblemOf("")).isEqualTo(TokenProblem.MALFORMED);
    }

    private TokenProblem adminProblemOf(String token) {
        return catchThrowableOfType(TokenException.class, () -> tokens.requireAdmin(token))
                .problem();
    }

    private TokenProblem problemOf(String token) {
        return problemOf(token, "tea");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "GUEST")
    void whatWasSignedIsReadAgain(Role role) throws TokenException {
        TokenGrant grant = new TokenGrant("Kaffee & Kuchen", "Zoë", role, NOW.plusSeconds(3600));

        assertThat(tokens.check(tokens.sign(grant), "Kaffee & Kuchen")).isEqualTo(grant);
    }

    @Test
    void aTokenWithTheClaimsOfLiveKitIsTaken() throws TokenException {
        String token = hs256(
                claims().issuer("APIkey")
                        .subject("u-17")
                        .claim("name", "Bob")
                        .claim("video", Map.of("room", "tea", "roomJoin", true, "canSubscribe", true))
                        .build(),
                KEY);

        assertThat(tokens.check(token, "tea"))
                .isEqualTo(new TokenGrant("tea", "Bob", Role.PARTICIPANT, NOW.plusSeconds(60)));
    }

    @Test
    void itsTimeEndsAndBegins() {
        assertThat(problemOf(tokens.sign(grant(Duration.ofMinutes(-1))))).isEqualTo(TokenProblem.EXPIRED);
        assertThat(problemOf(hs256(
                        claims().notBeforeTime(Date.from(NOW.plusSeconds(31))).build(), KEY)))
                .isEqualTo(TokenProblem.TOO_EARLY);
        assertThat(problemOf(hs256(claims().expirationTime(null).build(), KEY)))
                .as("a token without an end")
                .isEqualTo(TokenProblem.OTHER_PURPOSE);
    }

    @Test
    void itOpensOneRoomOnly() {
        String token = tokens.sign(grant(Duration.ofMinutes(1)));

        assertThat(problemOf(token, "coffee")).isEqualTo(TokenProblem.OTHER_ROOM);
        assertThat(problemOf(token, "Tea")).isEqualTo(TokenProblem.OTHER_ROOM);
        assertThat(problemOf(
                        hs256(claims().claim("video", Map.of("roomJoin", true)).build(), KEY)))
                .isEqualTo(TokenProblem.OTHER_ROOM);
    }

    @Test
    void itMustBeMeantForJoiningHere() {
        assertThat(problemOf(hs256(claims().audience("elsewhere").build(), KEY)))
                .isEqualTo(TokenProblem.OTHER_PURPOSE);
        assertThat(problemOf(hs256(claims().audience((String) null).build(), KEY)))
                .isEqualTo(TokenProblem.OTHER_PURPOSE);
        assertThat(problemOf(
                        hs256(claims().claim("video", Map.of("room", "tea")).build(), KEY)))
                .isEqualTo(TokenProblem.OTHER_PURPOSE);
        assertThat(problemOf(hs256(claims().claim("video", "tea").build(), KEY)))
                .isEqualTo(TokenProblem.OTHER_PURPOSE);
        assertThat(problemOf(hs256(claims().claim("video", null).build(), KEY))).isEqualTo(TokenProblem.OTHER_PURPOSE);
    }

    @Test
    void anUnsignedTokenIsForged() {
        assertThat(problemOf(new PlainJWT(claims().build()).serialize())).isEqualTo(TokenProblem.FORGED);
        String unsigned = tokens.sign(grant(Duration.ofMinutes(1)));
        assertThat(problemOf(unsigned.substring(0, unsigned.lastIndexOf('.') + 1)))
                .isIn(TokenProblem.FORGED, TokenProblem.MALFORMED);
    }

    @Test
    void otherKeysAndOtherAlgorithmsAreForged() throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        byte[] published = pair.getPublic().getEncoded();
        SignedJWT rs256 = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims().build());
        rs256.sign(new RSASSASigner(pair.getPrivate()));

        assertThat(problemOf(hs256(claims().build(), published)))
                .as("HS256 with a public key")
                .isEqualTo(TokenProblem.FORGED);
        assertThat(problemOf(rs256.serialize())).isEqualTo(TokenProblem.FORGED);
        byte[] longKey =
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        JoinTokens withLongKey = new JoinTokens(new TokenSecret(longKey), () -> NOW);
        String hs512 = signed(JWSAlgorithm.HS512, claims().build(), longKey);
        assertThatThrownBy(() -> withLongKey.check(hs512, "tea"))
                .as("HS512 with the right key")
                .isInstanceOfSatisfying(
                        TokenException.class, e -> assertThat(e.problem()).isEqualTo(TokenProblem.FORGED));
    }

    @Test
    void aTokenThatWasChangedIsForged() {
        String token = tokens.sign(grant(Duration.ofMinutes(1)));
        String[] parts = token.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String promoted = payload.replace("\"roomAdmin\":false", "\"roomAdmin\":true");
        assertThat(promoted).isNotEqualTo(payload);

        String forged = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(promoted.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];

        assertThat(problemOf(forged)).isEqualTo(TokenProblem.FORGED);
    }

    @Test
    void eachCharacterOfATokenCounts() {
        String token = tokens.sign(grant(Duration.ofMinutes(1)));
        // The last character of a part of base64 may hold bits that mean nothing.
        for (int at = 0; at < token.length() - 1; at++) {
            if (token.charAt(at) == '.' || token.charAt(at + 1) == '.') {
                continue;
            }
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThatThrownBy(() -> tokens.check(changed, "tea"))
                    .as("changed at %d", at)
                    .isInstanceOf(TokenException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.e30", "{}", "null", "ä.ö.ü", "......"})
    void whatIsNoTokenIsMalformed(String text) {
        assertThat(problemOf(text)).isIn(TokenProblem.MALFORMED, TokenProblem.FORGED);
    }

    @Test
    void aNameThatCouldNotBeTypedIsLeftOut() throws TokenException {
        assertThat(tokens.check(hs256(claims().claim("name", "a\u0007b").build(), KEY), "tea")
                        .name())
                .isEmpty();
        assertThat(tokens.check(hs256(claims().claim("name", "x".repeat(65)).build(), KEY), "tea")
                        .name())
                .isEmpty();
        assertThat(tokens.check(hs256(claims().claim("name", 17).build(), KEY), "tea")
                        .name())
                .isEmpty();
    }

    @Test
    void aShortSecretIsNoSecret() {
        assertThatThrownBy(() -> new TokenSecret(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThat(new TokenSecret(KEY).toString()).doesNotContain("0123");
    }
}
