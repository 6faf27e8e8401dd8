package dev.parley.sfu.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.parley.protocol.signaling.Role;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes and checks join tokens: JWTs (RFC 7519) signed by HS256 and nothing else, whose claims have the shape of
 * LiveKit's, a {@code video} object with {@code room}, {@code roomJoin}, {@code canPublish}, {@code roomAdmin} for moderators, and for
 * owners {@code roomCreate} besides.
 * Thread: any.
 */
public final class JoinTokens {
    /** Whom our tokens are for: a token of another service that shares the secret opens nothing here. */
    static final String AUDIENCE = "parley";

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
    private static final String VIDEO = "video";
    private static final String NAME = "name";
    private static final String SERVER_ADMIN = "serverAdmin";

    /** Clocks of two machines differ. */
    private static final int CLOCK_SKEW_SECONDS = 30;

    private static final int MAX_NAME_LENGTH = 64;

    private final TokenSecret secret;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * @param clock says what has expired
     */
    public JoinTokens(TokenSecret secret, InstantSource clock) {
        this.secret = secret;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHM, new ImmutableSecret<>(secret.bytes())));
        processor.setJWTClaimsSetVerifier(new ClaimsAtTime(clock));
    }

    /** The token that says what {@code grant} says. */
    public String sign(TokenGrant grant) {
        Map<String, Object> video = new LinkedHashMap<>();
        video.put("room", grant.room());
        video.put("roomJoin", true);
        if (grant.role() == Role.OWNER) {
            video.put("roomCreate", true);
        }
        video.put("roomAdmin", grant.role().isAtLeast(Role.MODERATOR));
        video.put("canPublish", grant.role() != Role.VIEWER);
        JWTClaimsSet.Builder claims = claims(grant.expires(), video);
        if (!grant.name().isEmpty()) {
            claims.claim(NAME, grant.name());
        }
        return signed(claims.build());
    }

    /** A token that opens the admin page, and no room. */
    public String signAdmin(Instant expires) {
        return signed(claims(expires, Map.of(SERVER_ADMIN, true)).build());
    }

    private static JWTClaimsSet.Builder claims(Instant expires, Map<String, Object> video) {
        return new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .expirationTime(Date.from(expires))
                .claim(VIDEO, video);
    }

    private String signed(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(ALGORITHM).type(JOSEObjectType.JWT).build(), claims);
        try {
            token.sign(new MACSigner(secret.bytes()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
        return token.serialize();
    }

    /**
     * Refuses a token that does not open the admin page.
     *
     * @throws TokenException saying why
     */
    public void requireAdmin(String token) throws TokenException {
        if (!Boolean.TRUE.equals(video(verify(token)).get(SERVER_ADMIN))) {
            throw new TokenException(TokenProblem.OTHER_PURPOSE);
        }
    }

    /**
     * What a token grants in a room.
     *
     * @throws TokenException when it grants nothing there
     */
    public TokenGrant check(String token, String room) throws TokenException {
        JWTClaimsSet claims = verify(token);
        Map<String, Object> video = video(claims);
        if (!Boolean.TRUE.equals(video.get("roomJoin"))) {
            throw new TokenException(TokenProblem.OTHER_PURPOSE);
        }
        if (!room.equals(video.get("room"))) {
            throw new TokenException(TokenProblem.OTHER_ROOM);
        }
        return new TokenGrant(room, name(claims), role(video), expires(claims));
    }

    private JWTClaimsSet verify(String token) throws TokenException {
        try {
            return processor.process(token, null);
        } catch (ParseException e) {
            throw new TokenException(TokenProblem.MALFORMED);
        } catch (ExpiredJWTException e) {
            throw new TokenException(TokenProblem.EXPIRED);
        } catch (NotYetValidException e) {
            throw new TokenException(TokenProblem.TOO_EARLY);
        } catch (BadJWTException e) {
            throw new TokenException(TokenProblem.OTHER_PURPOSE);
        } catch (BadJOSEException | JOSEException e) {
            throw new TokenException(TokenProblem.FORGED);
        }
    }

    private static Map<String, Object> video(JWTClaimsSet claims) throws TokenException {
        try {
            Map<String, Object> video = claims.getJSONObjectClaim(VIDEO);
            return video == null ? Map.of() : video;
        } catch (ParseException e) {
            throw new TokenException(TokenProblem.OTHER_PURPOSE);
        }
    }

    /** A name that could not be typed on the join page is left out. */
    private static String name(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getClaim(NAME))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .map(String::strip)
                .filter(name -> name.length() <= MAX_NAME_LENGTH && name.matches("\\P{Cntrl}*"))
                .orElse("");
    }

    private static Role role(Map<String, Object> video) {
        if (Boolean.FALSE.equals(video.get("canPublish"))) {
            return Role.VIEWER;
        }
        if (!Boolean.TRUE.equals(video.get("roomAdmin"))) {
            return Role.PARTICIPANT;
        }
        return Boolean.TRUE.equals(video.get("roomCreate")) ? Role.OWNER : Role.MODERATOR;
    }

    private static Instant expires(JWTClaimsSet claims) {
        return claims.getExpirationTime().toInstant();
    }

    /** Too early is a case of its own for whoever reads the answer. */
    private static final class NotYetValidException extends BadJWTException {
        private static final long serialVersionUID = 1L;

        NotYetValidException() {
            super("not valid yet");
        }
    }

    private static final class ClaimsAtTime extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        ClaimsAtTime(InstantSource clock) {
            super(AUDIENCE, new JWTClaimsSet.Builder().build(), Set.of("exp", VIDEO));
            this.clock = clock;
            setMaxClockSkew(CLOCK_SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }

        @Override
        public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
            Date notBefore = claims.getNotBeforeTime();
            if (notBefore != null
                    && notBefore.toInstant().isAfter(clock.instant().plusSeconds(CLOCK_SKEW_SECONDS))) {
                throw new NotYetValidException();
            }
            super.verify(claims, context);
        }
    }
}
