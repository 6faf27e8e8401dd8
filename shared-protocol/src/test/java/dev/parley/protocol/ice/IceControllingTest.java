package dev.parley.protocol.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.stun.StunClass;
import dev.parley.protocol.stun.StunKey;
import dev.parley.protocol.stun.StunMessage;
import dev.parley.protocol.stun.StunWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A controlling agent against a lite one, in memory and in made-up time. */
class IceControllingTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1000 * MILLISECOND;
    private static final IceCredentials CLIENT = new IceCredentials("client", "client-password-of-32-characters");
    private static final IceCredentials SERVER = new IceCredentials("server", "server-password-of-32-characters");
    private static final TestTuple UDP = new TestTuple("udp", 1, 40_000);
    private static final TestTuple TCP = new TestTuple("tcp", 1, 40_000);

    private final RecordingListener clientListener = new RecordingListener();
    private final RecordingListener serverListener = new RecordingListener();
    private final Random random = new Random(11);
    private final IceControlling<TestTuple> client = new IceControlling<>(CLIENT, SERVER, random, clientListener);
    private final IceLite<TestTuple> server = new IceLite<>(SERVER, serverListener);
    private final Set<TestTuple> broken = new HashSet<>();
    private double loss;
    private int delivered;
    private long now = 17 * SECOND;

    @Test
    void theFirstAnswerSelectsAndNominates() {
        client.addRemote(UDP, 100, now);
        run(SECOND);
        assertThat(client.selectedTuple()).contains(UDP);
        assertThat(client.isAuthenticated(UDP)).isTrue();
        assertThat(server.selectedTuple()).contains(UDP);
        assertThat(clientListener.events).containsExactly("added 1", "selected 1");
    }

    @Test
    void checksGetThroughThirtyPercentLoss() {
        for (int seed = 0; seed < 20; seed++) {
            IceControllingTest fresh = new IceControllingTest();
            fresh.random.setSeed(seed);
            fresh.loss = 0.3;
            fresh.client.addRemote(UDP, 100, fresh.now);
            fresh.run(10 * SECOND);
            assertThat(fresh.client.selectedTuple()).as("seed %d", seed).contains(UDP);
        }
    }

    @Test
    void consentIsRenewedEveryFiveSeconds() {
        client.addRemote(UDP, 100, now);
        run(SECOND);
        int before = delivered;
        run(60 * SECOND);
        // A request and a response each time.
        assertThat((delivered - before) / 2).isBetween(9, 16);
        assertThat(now - server.lastAuthenticatedNanos().orElseThrow()).isLessThan(7 * SECOND);
        assertThat(clientListener.events).doesNotContain("failed");
    }

    @Test
    void consentRunsOutAfterThirtySeconds() {
        client.addRemote(UDP, 100, now);
        run(SECOND);
        broken.add(UDP);
        run(29 * SECOND);
        assertThat(clientListener.events).doesNotContain("failed");
        run(8 * SECOND);
        assertThat(clientListener.events).contains("failed");
        assertThat(client.nextPollNanos()).isEqualTo(IceAgent.NEVER);
    }

    @Test
    void noAnswerAtAllFailsAfterThirtySeconds() {
        broken.add(UDP);
        client.addRemote(UDP, 100, now);
        run(31 * SECOND);
        assertThat(clientListener.events).containsExactly("failed");
    }

    @Test
    void theBetterOfTwoWorkingPairsIsUsedOnBothSides() {
        client.addRemote(TCP, 50, now);
        client.addRemote(UDP, 100, now);
        run(2 * SECOND);
        assertThat(client.selectedTuple()).contains(UDP);
        assertThat(server.selectedTuple()).contains(UDP);
        run(30 * SECOND);
        assertThat(server.selectedTuple()).contains(UDP);
    }

    @Test
    void aPairThatDiesIsReplacedByOneThatWorks() {
        client.addRemote(UDP, 100, now);
        client.addRemote(TCP, 50, now);
        run(2 * SECOND);
        broken.add(UDP);
        run(15 * SECOND);
        assertThat(client.selectedTuple()).contains(TCP);
        assertThat(server.selectedTuple()).contains(TCP);
        assertThat(clientListener.events).doesNotContain("failed");
    }

    @Test
    void aClosedConnectionIsForgotten() {
        client.addRemote(TCP, 50, now);
        client.addRemote(UDP, 20, now);
        run(SECOND);
        client.removeTuple(TCP, now);
        run(SECOND);
        assertThat(client.isAuthenticated(TCP)).isFalse();
        assertThat(client.selectedTuple()).contains(UDP);
        assertThat(server.selectedTuple()).contains(UDP);
    }

    @Test
    void aRestartUsesTheNewCredentialsAndKeepsThePair() {
        client.addRemote(UDP, 100, now);
        run(SECOND);
        IceCredentials newServer = new IceCredentials("fresh", "fresh-password-of-32-characters!");
        server.restart(newServer);
        client.restart(new IceCredentials("newclient", "another-password-of-32-characters"), newServer, now);
        assertThat(client.selectedTuple()).contains(UDP);
        run(SECOND);
        assertThat(serverListener.events).contains("retired server");
        assertThat(client.selectedTuple()).contains(UDP);
    }

    @Test
    void aForgedAnswerIsNotBelieved() {
        client.addRemote(UDP, 100, now);
        client.poll(now);
        StunMessage request = clientListener.onlyMessage();
        StunWriter writer = new StunWriter();

        int length = success(writer, request).finish(new StunKey("not-the-password-of-the-server"));
        assertThat(client.handle(writer.buffer(), 0, length, now, UDP)).isEqualTo(IceResult.UNAUTHENTICATED);
        length = success(writer, request).finish(new StunKey(SERVER.password()));
        assertThat(client.handle(writer.buffer(), 0, length, now, TCP)).isEqualTo(IceResult.UNAUTHENTICATED);
        assertThat(client.isAuthenticated(UDP)).isFalse();
        assertThat(client.handle(writer.buffer(), 0, length, now, UDP)).isEqualTo(IceResult.ACCEPTED);
        assertThat(client.isAuthenticated(UDP)).isTrue();
        assertThat(client.handle(writer.buffer(), 0, length, now, UDP))
                .as("a second time")
                .isEqualTo(IceResult.UNAUTHENTICATED);
    }

    @Test
    void aRoleConflictIsTriedAgainWithAnotherTieBreaker() {
        client.addRemote(UDP, 100, now);
        client.poll(now);
        StunMessage request = clientListener.onlyMessage();
        long tieBreaker = request.tieBreaker();
        StunWriter writer = new StunWriter();
        int length = writer.startResponse(StunClass.ERROR, request)
                .errorCode(487, "Role Conflict")
                .finish(new StunKey(SERVER.password()));
        assertThat(client.handle(writer.buffer(), 0, length, now, UDP)).isEqualTo(IceResult.ACCEPTED);
        clientListener.sent.clear();
        now += SECOND;
        client.poll(now);
        assertThat(clientListener.onlyMessage().tieBreaker()).isNotEqualTo(tieBreaker);
        assertThat(clientListener.onlyMessage().iceControlling()).isTrue();
    }

    private static StunWriter success(StunWriter writer, StunMessage request) {
        return writer.startResponse(StunClass.SUCCESS, request).mappedAddress(new byte[] {1, 2, 3, 4}, 9);
    }

    /** Lets time pass from one due moment to the next; every datagram takes ten milliseconds. */
    private void run(long nanos) {
        long end = now + nanos;
        while (client.nextPollNanos() - end <= 0) {
            now = Math.max(now, client.nextPollNanos());
            client.poll(now);
            now += 10 * MILLISECOND;
            deliver(clientListener, server);
            now += 10 * MILLISECOND;
            deliver(serverListener, client);
        }
        now = Math.max(now, end);
    }

    private void deliver(RecordingListener from, IceAgent<TestTuple> to) {
        for (int i = 0; i < from.sent.size(); i++) {
            byte[] datagram = Arrays.copyOf(from.sent.get(i), from.sent.get(i).length);
            TestTuple tuple = from.destinations.get(i);
            if (!broken.contains(tuple) && random.nextDouble() >= loss) {
                delivered++;
                to.handle(datagram, 0, datagram.length, now, tuple);
            }
        }
        from.sent.clear();
        from.destinations.clear();
    }
}
