package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.session.DropReason;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New ICE credentials while media flows: no packet is lost, and the old ones die with the first use of the new. */
class IceRestartTest {
    private final MemoryCall call = new MemoryCall(5);
    private final MemoryClient publisher = call.connected("publisher");
    private final MemoryClient subscriber = call.connected("subscriber");
    private final Producer producer =
            MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    private final Consumer consumer =
            MediaTracks.consume(call, subscriber, "screen", producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC);
    private final Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
    private final Screen screen = new Screen(call, subscriber, consumer);

    IceRestartTest() throws InterruptedException {}

    @BeforeEach
    void begin() {
        for (MemoryClient client : new MemoryClient[] {publisher, subscriber}) {
            client.up.quality(0, 20 * MILLI, 0);
            client.down.quality(0, 20 * MILLI, 0);
        }
        consumer.resume(call.time.nanoTime());
        camera.run(true);
        call.time.pass(SECOND);
    }

    @AfterEach
    void end() {
        call.close();
    }

    private IceCredentials restart(MemoryClient client) {
        IceCredentials fresh = IceCredentials.random(call.random);
        client.transport.restartIce(fresh);
        return fresh;
    }

    private long unauthenticated() {
        return call.drops.snapshot().getOrDefault(DropReason.STUN_UNAUTHENTICATED.name(), 0L);
    }

    /** Whether the server answers a check made with these credentials. */
    private boolean answers(MemoryClient client, IceCredentials credentials) {
        long before = unauthenticated();
        client.arriveFrom(client.check(credentials), client.tuple);
        return unauthenticated() == before;
    }

    private void assertNothingWasLost() {
        camera.run(false);
        call.time.pass(SECOND);
        assertThat(screen.pieces).hasSize(camera.frames() * camera.packetsPerFrame);
        assertThat(screen.missing()).isZero();
        // Nothing had to be repaired either, nor was a key frame needed but for the first.
        assertThat(camera.retransmissions).isZero();
        assertThat(screen.repaired).isZero();
        assertThat(screen.inOrder().stream().filter(Screen.Piece::key)).hasSize(1);
        assertThat(call.failures).isEmpty();
    }

    @Test
    void aPublishersMediaFlowsOnBeforeDuringAndAfterItsRestart() {
        IceCredentials fresh = restart(publisher);
        call.time.pass(10 * SECOND);
        publisher.restartIce(fresh);
        call.time.pass(60 * SECOND);

        assertNothingWasLost();
        assertThat(call.retired).containsExactly(publisher.credentials.usernameFragment());
    }

    @Test
    void aSubscribersMediaFlowsOnBeforeDuringAndAfterItsRestart() {
        IceCredentials fresh = restart(subscriber);
        call.time.pass(10 * SECOND);
        subscriber.restartIce(fresh);
        call.time.pass(60 * SECOND);

        assertNothingWasLost();
        assertThat(call.retired).containsExactly(subscriber.credentials.usernameFragment());
    }

    @Test
    void theOldCredentialsAreGoodUntilTheNewOnesAreUsedAndNoLonger() {
        IceCredentials fresh = restart(publisher);
        assertThat(answers(publisher, publisher.credentials)).isTrue();
        assertThat(call.retired).isEmpty();

        publisher.restartIce(fresh);
        call.time.pass(SECOND);

        assertThat(answers(publisher, fresh)).isTrue();
        assertThat(answers(publisher, publisher.credentials)).isFalse();
        assertThat(call.retired).containsExactly(publisher.credentials.usernameFragment());
        assertNothingWasLost();
    }

    @Test
    void credentialsThatWereNeverUsedDieWithTheNextRestart() {
        IceCredentials unused = restart(publisher);
        IceCredentials fresh = restart(publisher);

        assertThat(answers(publisher, unused)).isFalse();
        assertThat(answers(publisher, publisher.credentials)).isTrue();
        assertThat(call.retired).containsExactly(unused.usernameFragment());
        publisher.restartIce(fresh);
        call.time.pass(SECOND);
        assertNothingWasLost();
    }

    @Test
    void aClientThatNeverUsesTheNewCredentialsLosesNothing() {
        restart(publisher);
        restart(subscriber);

        call.time.pass(60 * SECOND);

        assertNothingWasLost();
        assertThat(call.retired).isEmpty();
    }
}
