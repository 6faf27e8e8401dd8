package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The desktop client before rooms that open with an invitation only. */
final class NativeTokenIT {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "--token-rooms",
            "board",
            "--token-secret-file",
            Invitations.secretFile().toString());

    @Test
    void anInvitationOpensTheRoomByLinkAndByOptionAndNothingElseDoes() {
        String board = "parley://" + server.root().getAuthority() + "/r/board#token=";
        String token = Invitations.to("board", HOUR);
        try (NativeClient ada = NativeClient.joinByLink(board + token, "Ada");
                NativeClient bob = NativeClient.joinSmall(server, "board", "Bob", "--token", token)) {
            assertThat(ada.awaitNumbers("Bob", 10)).isNotEmpty();
            assertThat(bob.awaitNumbers("Ada", 10)).isNotEmpty();
            assertThat(ada.leave()).isZero();
            assertThat(bob.leave()).isZero();
            assertThat(ada.log() + bob.log()).doesNotContain(token);
        }
        assertRefused(NativeClient.joinSmall(server, "board", "None"), "an invitation only", "(token-required)");
        assertRefused(
                NativeClient.joinByLink(board + Invitations.to("board", HOUR.negated()), "Late"),
                "the invitation has expired",
                "(token-expired)");
        assertRefused(
                NativeClient.joinByLink(board + Invitations.to("other", HOUR), "Other"),
                "the invitation does not open this room",
                "(token-refused)");
    }

    private static void assertRefused(NativeClient client, String... words) {
        try (client) {
            assertThat(client.awaitEnd()).isEqualTo(1);
            assertThat(client.lines()).contains("refused").doesNotContain("joined");
            assertThat(client.log()).contains(words).doesNotContain("e30.", "eyJ");
        }
    }
}
