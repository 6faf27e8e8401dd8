package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/closing.md}, line by line, as far as a client can bring it about by signaling. */
class ClosingTest {
    private static final ParleyServer SERVER = new ParleyServer(configuration());

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static ServerConfiguration configuration() {
        return ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .workers(1)
                .announce(List.of("127.0.0.1"))
                .build();
    }

    /** A publisher, a subscriber of the extended protocol and one of the base protocol, all consuming. */
    private static final class Call implements AutoCloseable {
        final RawPeer publisher;
        final RawPeer subscriber;
        final RawPeer base;
        final String sending;
        final String producer;
        final String receiving;
        final String consumer;

        Call(String room) {
            publisher = RawPeer.extended(SERVER.httpPort(), room);
            subscriber = RawPeer.extended(SERVER.httpPort(), room);
            base = RawPeer.base(SERVER.httpPort(), room);
            publisher.event("newPeer");
            publisher.event("newPeer");
            subscriber.event("newPeer");
            sending = Tracks.transport(publisher, "send");
            producer = Tracks.camera(publisher, sending, "0", 1_000);
            receiving = Tracks.transport(subscriber, "recv");
            subscriber.event("newProducer");
            consumer = Tracks.consumer(subscriber, producer);
            Tracks.transport(base, "recv");
            base.event("newProducer");
            Tracks.consumer(base, producer);
        }

        void consumerIsClosed() {
            JsonNode closed = subscriber.event("consumerClosed");
            assertThat(closed.path("consumerId").asText()).isEqualTo(consumer);
            assertThat(closed.path("producerId").asText()).isEqualTo(producer);
        }

        void producerIsClosed() {
            JsonNode closed = subscriber.event("producerClosed");
            assertThat(closed.path("producerId").asText()).isEqualTo(producer);
            assertThat(closed.path("peerId").asText()).isEqualTo(publisher.id());
        }

        /** Whoever was there first has left, and with it who could say who waits at the door. */
        void subscriberIsOwner() {
            assertThat(subscriber.event("lobbyChanged").path("waiting")).isEmpty();
            JsonNode peer = subscriber.event("peerChanged").path("peer");
            assertThat(peer.path("peerId").asText()).isEqualTo(subscriber.id());
            assertThat(peer.path("role").asText()).isEqualTo("owner");
        }

        void consumerIsNoMore() {
            assertThat(subscriber.refusal("resumeConsumer", RawPeer.object("consumerId", consumer)))
                    .isEqualTo("no-such-consumer");
        }

        @Override
        public void close() {
            publisher.close();
            subscriber.close();
            base.close();
        }
    }

    @Test
    void aSocketThatGoesTakesEverythingOfItsPeerAlong() {
        try (Call call = new Call("socket")) {
            call.publisher.vanish();

            call.consumerIsClosed();
            assertThat(call.subscriber.event("peerLeft").path("peerId").asText())
                    .isEqualTo(call.publisher.id());
            assertThat(call.base.event("peerLeft").path("peerId").asText()).isEqualTo(call.publisher.id());
            call.subscriberIsOwner();
            call.consumerIsNoMore();
            call.subscriber.hearsNothing();
            call.base.hearsNothing();
        }
    }

    @Test
    void leavingTheRoomIsTheSameButTheSocketStays() {
        try (Call call = new Call("leave")) {
            call.publisher.answer("leaveRoom", "{}", "roomLeft");

            call.consumerIsClosed();
            assertThat(call.subscriber.event("peerLeft").path("peerId").asText())
                    .isEqualTo(call.publisher.id());
            call.subscriberIsOwner();
            call.base.event("peerLeft");
            assertThat(call.publisher.refusal("leaveRoom", "{}")).isEqualTo("not-joined");
            call.subscriber.hearsNothing();
            call.base.hearsNothing();
        }
    }

    @Test
    void aSubscriberThatGoesLeavesTheProducerAlone() {
        try (Call call = new Call("subscriber-goes")) {
            call.subscriber.vanish();

            call.publisher.event("peerLeft");
            call.publisher.answer("pauseProducer", RawPeer.object("producerId", call.producer), "producerPaused");
            call.publisher.hearsNothing();
        }
    }

    @Test
    void aSendTransportThatIsClosedTakesItsProducersAndTheirConsumersAlong() {
        try (Call call = new Call("send-transport")) {
            JsonNode closed = call.publisher.answer(
                    "closeTransport", RawPeer.object("transportId", call.sending), "transportClosed");

            assertThat(closed.path("transportId").asText()).isEqualTo(call.sending);
            assertThat(closed.path("reason").asText()).isEqualTo("requested");
            call.consumerIsClosed();
            call.producerIsClosed();
            call.consumerIsNoMore();
            assertThat(call.publisher.refusal("closeProducer", RawPeer.object("producerId", call.producer)))
                    .isEqualTo("no-such-producer");
            call.base.hearsNothing();
        }
    }

    @Test
    void aReceiveTransportThatIsClosedTakesItsConsumersAlongAndNobodyElseHears() {
        try (Call call = new Call("receive-transport")) {
            call.subscriber.answer("closeTransport", RawPeer.object("transportId", call.receiving), "transportClosed");

            call.consumerIsNoMore();
            call.subscriber.hearsNothing();
            call.publisher.hearsNothing();
            call.base.hearsNothing();
        }
    }

    @Test
    void aProducerThatIsClosedTakesItsConsumersAlong() {
        try (Call call = new Call("producer")) {
            call.publisher.answer("closeProducer", RawPeer.object("producerId", call.producer), "producerClosed");

            call.consumerIsClosed();
            call.producerIsClosed();
            call.consumerIsNoMore();
            call.base.hearsNothing();
            assertThat(call.publisher.refusal("closeProducer", RawPeer.object("producerId", call.producer)))
                    .isEqualTo("no-such-producer");
        }
    }

    @Test
    void aConsumerThatIsClosedTakesNothingAlong() {
        try (Call call = new Call("consumer")) {
            JsonNode closed = call.subscriber.answer(
                    "closeConsumer", RawPeer.object("consumerId", call.consumer), "consumerClosed");

            assertThat(closed.path("producerId").asText()).isEqualTo(call.producer);
            call.consumerIsNoMore();
            call.publisher.hearsNothing();
            Tracks.consumer(call.subscriber, call.producer);
        }
    }

    @Test
    void pausingIsToldToTheOthersAndClosesNothing() {
        try (Call call = new Call("pause")) {
            call.publisher.answer("pauseProducer", RawPeer.object("producerId", call.producer), "producerPaused");
            assertThat(call.subscriber.event("producerPaused").path("peerId").asText())
                    .isEqualTo(call.publisher.id());
            assertThat(call.subscriber
                            .answer("consume", Tracks.consume(call.subscriber, call.producer), "consumed")
                            .path("producerPaused")
                            .asBoolean())
                    .isTrue();

            call.publisher.answer("resumeProducer", RawPeer.object("producerId", call.producer), "producerResumed");
            call.subscriber.event("producerResumed");
            call.subscriber.answer("pauseConsumer", RawPeer.object("consumerId", call.consumer), "consumerPaused");
            call.subscriber.answer("resumeConsumer", RawPeer.object("consumerId", call.consumer), "consumerResumed");
            call.base.hearsNothing();
        }
    }

    /** The consumer is on its way through the Worker when its producer ends. */
    @Test
    void aConsumerWhoseProducerEndsMeanwhileIsRefused() throws Exception {
        try (Call call = new Call("meanwhile")) {
            CountDownLatch held = new CountDownLatch(1);
            String consume = Tracks.consume(call.subscriber, call.producer);
            SERVER.workers().getFirst().execute(() -> awaitQuietly(held));
            call.subscriber.say(RawPeer.object("type", "consume", "id", "late", "payload", RawPeer.parse(consume)));
            call.subscriber.awaitRead();
            call.publisher.say("closeProducer", RawPeer.object("producerId", call.producer));
            call.consumerIsClosed();
            call.producerIsClosed();

            held.countDown();

            JsonNode answer = call.subscriber.next();
            assertThat(answer.path("id").asText()).isEqualTo("late");
            assertThat(answer.path("payload").path("code").asText()).isEqualTo("no-such-producer");
            call.subscriber.hearsNothing();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theLastPeerTakesTheRoomAlong() {
        RawPeer ada = RawPeer.base(SERVER.httpPort(), "last");
        Tracks.camera(ada);
        ada.answer("leaveRoom", "{}", "roomLeft");
        ada.close();

        try (RawPeer bob = RawPeer.connect(SERVER.httpPort())) {
            JsonNode joined = bob.answer("joinRoom", "{\"roomId\":\"last\"}", "roomJoined");

            assertThat(joined.path("peers")).isEmpty();
            assertThat(joined.path("existingProducers")).isEmpty();
        }
    }

    @Test
    void aServerThatClosesSaysSoToEveryone() throws Exception {
        ParleyServer closing = new ParleyServer(configuration());
        closing.start();
        RawPeer extended = RawPeer.extended(closing.httpPort(), "closing");
        RawPeer base = RawPeer.base(closing.httpPort(), "closing");
        extended.event("newPeer");

        closing.close();

        assertThat(extended.event("roomClosed").path("reason").asText()).isEqualTo("server-closing");
        assertThat(base.event("error").path("message").asText()).contains("closing");
        assertThat(extended.closeCode()).isEqualTo(1001);
        assertThat(base.closeCode()).isEqualTo(1001);
    }
}
