package dev.parley.sfu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.Role;
import dev.parley.sfu.room.Admission;
import dev.parley.sfu.room.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is refused is counted under its reason, and under no other. */
class TokenDoorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final JoinTokens tokens = tokens("the secret of the server, long enough");
    private final TokenDoor door = new TokenDoor(tokens, new RoomPatterns(List.of("board")));

    private static JoinTokens tokens(String secret) {
        return new JoinTokens(new TokenSecret(secret.getBytes(StandardCharsets.US_ASCII)), () -> NOW);
    }

    private static TokenGrant grant(String room, long seconds) {
        return new TokenGrant(room, "Ada", Role.MODERATOR, NOW.plusSeconds(seconds));
    }

    private void assertCounted(String token, TokenProblem problem) {
        assertThatThrownBy(() -> door.admit(new ClientMessage.JoinRoom("board", "Eve", token, 2)))
                .isInstanceOfSatisfying(
                        RequestRefused.class, e -> assertThat(e.code()).isEqualTo(problem.code()));
        for (TokenProblem each : TokenProblem.values()) {
            assertThat(door.refused(each)).as("%s", each).isEqualTo(each == problem ? 1 : 0);
        }
    }

    @Test
    void noToken() {
        assertCounted("", TokenProblem.MISSING);
    }

    @Test
    void anExpiredToken() {
        assertCounted(tokens.sign(grant("board", -60)), TokenProblem.EXPIRED);
    }

    @Test
    void aTokenOfAnotherRoom() {
        assertCounted(tokens.sign(grant("tea", 60)), TokenProblem.OTHER_ROOM);
    }

    @Test
    void aTokenOfAnotherServer() {
        assertCounted(tokens("another secret, of another server").sign(grant("board", 60)), TokenProblem.FORGED);
    }

    @Test
    void noTokenAtAll() {
        assertCounted("nonsense", TokenProblem.MALFORMED);
    }

    @Test
    void whoIsLetInIsNotCounted() throws RequestRefused {
        assertThat(door.admit(new ClientMessage.JoinRoom("board", "Eve", tokens.sign(grant("board", 60)), 2)))
                .isEqualTo(new Admission("Ada", Optional.of(Role.MODERATOR)));
        for (TokenProblem each : TokenProblem.values()) {
            assertThat(door.refused(each)).isZero();
        }
    }
}
