package dev.parley.protocol.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.stun.StunClass;
import dev.parley.protocol.stun.StunKey;
import dev.parley.protocol.stun.StunMessage;
import dev.parley.protocol.stun.StunWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IceLiteTest {
    private static final byte[] TRANSACTION = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2};
    private static final IceCredentials LOCAL = new IceCredentials("server", "server-password-of-32-characters");
    private static final IceCredentials FRESH = new IceCredentials("fresh", "another-password-of-32-characters");
    private static final TestTuple A = new TestTuple("udp", 1, 5000);
    private static final TestTuple B = new TestTuple("udp", 2, 5000);

    private final RecordingListener listener = new RecordingListener();
    private final IceLite<TestTuple> ice = new IceLite<>(LOCAL, listener);

    @Test
    void anAuthenticCheckIsAnsweredWithTheAddressItCameFrom() {
        assertThat(check(LOCAL, A, 5)).isEqualTo(IceResult.ANSWERED);

        StunMessage answer = listener.onlyMessage();
        assertThat(answer.messageClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(answer.hasTransactionId(TRANSACTION)).isTrue();
        assertThat(answer.mappedAddress()).isEqualTo(A.address());
        assertThat(answer.mappedPort()).isEqualTo(5000);
        assertThat(new StunKey(LOCAL.password()).verifies(answer)).isTrue();
        assertThat(ice.isAuthenticated(A)).isTrue();
        assertThat(ice.isAuthenticated(B)).isFalse();
        assertThat(ice.selectedTuple()).contains(A);
        assertThat(ice.lastAuthenticatedNanos()).hasValue(5);
        assertThat(listener.events).containsExactly("added 1", "selected 1");
    }

    @Test
    void aWrongPasswordIsDroppedInSilence() {
        IceCredentials wrong = new IceCredentials("server", "wrong-password-of-32-characters!");
        assertThat(check(wrong, A, 1)).isEqualTo(IceResult.UNAUTHENTICATED);
        assertNothingHappened();
    }

    @Test
    void anotherUsernameIsDroppedInSilence() {
        assertThat(check(new IceCredentials("serverx", LOCAL.password()), A, 1)).isEqualTo(IceResult.UNAUTHENTICATED);
        assertThat(check(new IceCredentials("serve", LOCAL.password()), A, 1)).isEqualTo(IceResult.UNAUTHENTICATED);
        assertNothingHappened();
    }

    @Test
    void aCheckWithoutCredentialsIsDroppedInSilence() {
        StunWriter writer = new StunWriter();
        int length = writer.startRequest(TRANSACTION).priority(1).finish(new StunKey(LOCAL.password()));
        // No USERNAME at all, then no MESSAGE-INTEGRITY either.
        assertThat(ice.handle(writer.buffer(), 0, length, 1, A)).isEqualTo(IceResult.UNAUTHENTICATED);
        byte[] bare = Arrays.copyOf(writer.buffer(), 28);
        bare[3] = 8;
        assertThat(ice.handle(bare, 0, bare.length, 1, A)).isEqualTo(IceResult.UNAUTHENTICATED);
        assertNothingHappened();
    }

    @Test
    void aFailedCheckDoesNotEndASession() {
        check(LOCAL, A, 1);
        check(new IceCredentials("server", "wrong-password-of-32-characters!"), A, 2);
        check(new IceCredentials("server", "wrong-password-of-32-characters!"), B, 3);
        assertThat(ice.isAuthenticated(A)).isTrue();
        assertThat(ice.isAuthenticated(B)).isFalse();
        assertThat(ice.selectedTuple()).contains(A);
        assertThat(ice.lastAuthenticatedNanos()).hasValue(1);
    }

    @Test
    void responsesAndGarbageAreNotAnswered() {
        StunWriter writer = new StunWriter();
        StunMessage request = new StunMessage();
        int length = request(writer, LOCAL, 0).finish(new StunKey(LOCAL.password()));
        byte[] bytes = Arrays.copyOf(writer.buffer(), length);
        assertThat(request.parse(bytes, 0, length)).isTrue();
        length = writer.startResponse(StunClass.SUCCESS, request).finish(new StunKey(LOCAL.password()));
        assertThat(ice.handle(writer.buffer(), 0, length, 1, A)).isEqualTo(IceResult.UNEXPECTED);
        assertThat(ice.handle(new byte[40], 0, 40, 1, A)).isEqualTo(IceResult.MALFORMED);
        assertNothingHappened();
    }

    @Test
    void aNominationSelectsItsTuple() {
        check(LOCAL, A, 1);
        check(LOCAL, B, 2);
        assertThat(ice.selectedTuple()).contains(A);
        nominate(B, -1, 3);
        assertThat(ice.selectedTuple()).contains(B);
        nominate(A, -1, 4);
        assertThat(ice.selectedTuple()).contains(A);
    }

    @Test
    void anOldNominationDoesNotUndoANewerOne() {
        nominate(A, 1, 1);
        nominate(B, 2, 2);
        nominate(A, 1, 3);
        assertThat(ice.selectedTuple()).contains(B);
        nominate(A, 3, 4);
        assertThat(ice.selectedTuple()).contains(A);
    }

    @Test
    void aControlledPeerIsToldOfTheRoleConflict() {
        StunWriter writer = new StunWriter();
        int length = writer.startRequest(TRANSACTION)
                .username("server:client".getBytes(StandardCharsets.UTF_8))
                .iceControlled(77)
                .finish(new StunKey(LOCAL.password()));
        assertThat(ice.handle(writer.buffer(), 0, length, 1, A)).isEqualTo(IceResult.REFUSED);

        StunMessage answer = listener.onlyMessage();
        assertThat(answer.messageClass()).isEqualTo(StunClass.ERROR);
        assertThat(answer.errorCode()).isEqualTo(487);
        assertThat(ice.isAuthenticated(A)).isFalse();
    }

    @Test
    void aRestartKeepsTheOldCredentialsUntilTheNewOnesAreUsed() {
        check(LOCAL, A, 1);
        ice.restart(FRESH);
        assertThat(check(LOCAL, A, 2)).isEqualTo(IceResult.ANSWERED);
        assertThat(listener.events).doesNotContain("retired server");

        assertThat(check(FRESH, B, 3)).isEqualTo(IceResult.ANSWERED);
        assertThat(listener.events).contains("retired server");
        assertThat(check(LOCAL, A, 4)).isEqualTo(IceResult.UNAUTHENTICATED);
        // Media goes on over the old tuple until the new one is nominated.
        assertThat(ice.selectedTuple()).contains(A);
        assertThat(ice.isAuthenticated(A)).isTrue();
        nominate(FRESH, B, 0, 5);
        assertThat(ice.selectedTuple()).contains(B);
    }

    @Test
    void aRestartForgetsTheNominationsBefore() {
        nominate(A, 40, 1);
        ice.restart(FRESH);
        nominate(FRESH, B, 1, 2);
        assertThat(ice.selectedTuple()).contains(B);
    }

    @Test
    void aSecondRestartRetiresCredentialsNeverUsed() {
        ice.restart(FRESH);
        ice.restart(new IceCredentials("third", "third-password-of-32-characters!"));
        assertThat(listener.events).containsExactly("retired fresh");
        assertThat(check(FRESH, A, 1)).isEqualTo(IceResult.UNAUTHENTICATED);
    }

    @Test
    void theNinthTupleReplacesTheOneSilentForLongest() {
        TestTuple[] tuples = new TestTuple[9];
        for (int i = 0; i < 9; i++) {
            tuples[i] = new TestTuple("udp", i, 6000);
            check(LOCAL, tuples[i], i);
        }
        // The first is selected and stays; the second goes.
        assertThat(ice.isAuthenticated(tuples[0])).isTrue();
        assertThat(ice.isAuthenticated(tuples[1])).isFalse();
        assertThat(ice.isAuthenticated(tuples[8])).isTrue();
        assertThat(listener.events).contains("removed 1");
    }

    @Test
    void aClosedConnectionHandsOverToTheTupleCheckedLast() {
        check(LOCAL, A, 1);
        check(LOCAL, B, 2);
        ice.removeTuple(A, 3);
        assertThat(ice.selectedTuple()).contains(B);
        assertThat(ice.isAuthenticated(A)).isFalse();
        ice.removeTuple(B, 4);
        assertThat(ice.selectedTuple()).isEmpty();
    }

    @Test
    void aTupleIsRecognisedByValue() {
        check(LOCAL, A, 1);
        assertThat(ice.isAuthenticated(new TestTuple("udp", 1, 5000))).isTrue();
        assertThat(ice.isAuthenticated(new TestTuple("tcp", 1, 5000))).isFalse();
    }

    @Test
    void anAttributeThatMustBeUnderstoodIsRefused() {
        // REQUESTED-TRANSPORT of TURN stands for any: an odd attribute before the integrity.
        byte[] message = StrangeRequest.with(0x0019, LOCAL, TRANSACTION);
        assertThat(ice.handle(message, 0, message.length, 1, A)).isEqualTo(IceResult.REFUSED);
        assertThat(listener.onlyMessage().errorCode()).isEqualTo(420);
    }

    @Test
    void randomCredentialsAreLongEnoughAndHideTheirPassword() {
        IceCredentials credentials = IceCredentials.random(new java.util.Random(1));
        assertThat(credentials.usernameFragment()).hasSize(16).matches("[A-Za-z0-9+/]+");
        assertThat(credentials.password()).hasSize(32).matches("[A-Za-z0-9+/]+");
        assertThat(credentials.toString()).doesNotContain(credentials.password());
        assertThat(List.of(credentials)).doesNotContain(IceCredentials.random(new java.util.Random(2)));
    }

    private void assertNothingHappened() {
        assertThat(listener.sent).isEmpty();
        assertThat(listener.events).isEmpty();
        assertThat(ice.isAuthenticated(A)).isFalse();
        assertThat(ice.selectedTuple()).isEqualTo(Optional.empty());
        assertThat(ice.lastAuthenticatedNanos()).isEmpty();
    }

    private IceResult check(IceCredentials credentials, TestTuple from, long nowNanos) {
        StunWriter writer = new StunWriter();
        int length = request(writer, credentials, 1).finish(new StunKey(credentials.password()));
        return ice.handle(writer.buffer(), 0, length, nowNanos, from);
    }

    private void nominate(TestTuple from, long nomination, long nowNanos) {
        nominate(LOCAL, from, nomination, nowNanos);
    }

    private void nominate(IceCredentials credentials, TestTuple from, long nomination, long nowNanos) {
        StunWriter writer = new StunWriter();
        request(writer, credentials, 1).useCandidate();
        if (nomination >= 0) {
            writer.nomination(nomination);
        }
        int length = writer.finish(new StunKey(credentials.password()));
        assertThat(ice.handle(writer.buffer(), 0, length, nowNanos, from)).isEqualTo(IceResult.ANSWERED);
    }

    private static StunWriter request(StunWriter writer, IceCredentials credentials, long tieBreaker) {
        return writer.startRequest(TRANSACTION)
                .username((credentials.usernameFragment() + ":client").getBytes(StandardCharsets.UTF_8))
                .iceControlling(tieBreaker)
                .priority(1);
    }
}
