package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is told of whom when peers enter rooms, and in which words. */
class JoiningTest {
    private static final ParleyServer SERVER = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(0)
            .workers(2)
            .announce(List.of("127.0.0.1"))
            .build());

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode join(RawPeer peer, String payload) {
        return peer.answer("joinRoom", payload, "roomJoined");
    }

    @Test
    void onlyPeersThatSendAreAmongTheExistingProducers() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "producers");
                RawPeer bob = RawPeer.base(SERVER.httpPort(), "producers");
                RawPeer eve = RawPeer.connect(SERVER.httpPort())) {
            String camera = Tracks.camera(ada);

            JsonNode joined = join(eve, "{\"roomId\":\"producers\"}");

            assertThat(joined.path("peers")).hasSize(2);
            assertThat(joined.path("peers").findValuesAsText("")).isEmpty();
            assertThat(joined.path("peers").toString()).contains(ada.id()).contains(bob.id());
            assertThat(joined.path("existingProducers")).hasSize(1);
            JsonNode only = joined.path("existingProducers").path(0);
            assertThat(only.path("peerId").asText()).isEqualTo(ada.id());
            assertThat(only.path("producers")).hasSize(1);
            assertThat(only.path("producers").path(0).path("producerId").asText())
                    .isEqualTo(camera);
            assertThat(only.path("producers").path(0).path("kind").asText()).isEqualTo("video");
        }
    }

    @Test
    void theOthersAreToldOfANewPeerAndOfItsEnd() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "told")) {
            RawPeer bob = RawPeer.base(SERVER.httpPort(), "told");
            assertThat(ada.event("newPeer").path("peerId").asText()).isEqualTo(bob.id());

            bob.vanish();

            assertThat(ada.event("peerLeft").path("peerId").asText()).isEqualTo(bob.id());
        }
    }

    @Test
    void aRepeatedJoinIsAnsweredAgainAndNobodyElseHearsOfIt() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "again");
                RawPeer bob = RawPeer.base(SERVER.httpPort(), "again")) {
            ada.event("newPeer");
            Tracks.camera(ada);
            bob.event("newProducer");

            JsonNode again = join(bob, "{\"roomId\":\"again\"}");

            assertThat(again.path("peers")).hasSize(1);
            assertThat(again.path("existingProducers")).hasSize(1);
            ada.hearsNothing();
        }
    }

    @Test
    void joiningAnotherRoomIsRefusedAndOneStaysWhereOneWas() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "first");
                RawPeer other = RawPeer.base(SERVER.httpPort(), "second")) {
            assertThat(ada.refusal("joinRoom", "{\"roomId\":\"second\"}")).isEqualTo("already-joined");

            other.hearsNothing();
            join(ada, "{\"roomId\":\"first\"}");
            Tracks.transport(ada, "send");
        }
    }

    @Test
    void whoLeftARoomMayEnterAnother() {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "from");
                RawPeer there = RawPeer.base(SERVER.httpPort(), "to")) {
            String transport = Tracks.transport(ada, "send");

            assertThat(ada.answer("leaveRoom", "{}", "roomLeft").path("roomId").asText())
                    .isEqualTo("from");
            join(ada, "{\"roomId\":\"to\",\"protocol\":2}");

            assertThat(there.event("newPeer").path("peerId").asText()).isEqualTo(ada.id());
            assertThat(ada.refusal("closeTransport", RawPeer.object("transportId", transport)))
                    .isEqualTo("no-such-transport");
        }
    }

    @Test
    void aBasePeerIsToldBaseFieldsOnly() {
        try (RawPeer base = RawPeer.base(SERVER.httpPort(), "base-fields");
                RawPeer ada = RawPeer.extended(SERVER.httpPort(), "base-fields")) {
            assertThat(fields(base.event("newPeer"))).containsExactly("peerId");
            String producer = Tracks.camera(ada);
            assertThat(fields(base.event("newProducer"))).containsExactlyInAnyOrder("peerId", "producerId", "kind");

            JsonNode joined = join(base, "{\"roomId\":\"base-fields\"}");
            assertThat(fields(joined)).containsExactlyInAnyOrder("roomId", "peers", "existingProducers");
            assertThat(fields(joined.path("existingProducers").path(0)))
                    .containsExactlyInAnyOrder("peerId", "producers");
            assertThat(fields(joined.path("existingProducers")
                            .path(0)
                            .path("producers")
                            .path(0)))
                    .containsExactlyInAnyOrder("producerId", "kind");

            JsonNode created = base.answer("createTransport", "{\"direction\":\"recv\"}", "transportCreated");
            assertThat(fields(created))
                    .containsExactlyInAnyOrder(
                            "transportId", "iceParameters", "iceCandidates", "dtlsParameters", "direction");
            JsonNode consumed = base.answer("consume", Tracks.consume(base, producer), "consumed");
            assertThat(fields(consumed))
                    .containsExactlyInAnyOrder("consumerId", "producerId", "producerPeerId", "kind", "rtpParameters");
        }
    }

    @Test
    void aBasePeerIsToldBaseMessagesOnly() {
        try (RawPeer base = RawPeer.base(SERVER.httpPort(), "base-messages");
                RawPeer ada = RawPeer.extended(SERVER.httpPort(), "base-messages")) {
            base.event("newPeer");
            String producer = Tracks.camera(ada);
            base.event("newProducer");
            Tracks.transport(base, "recv");
            Tracks.consumer(base, producer);

            ada.answer("pauseProducer", RawPeer.object("producerId", producer), "producerPaused");
            ada.answer("resumeProducer", RawPeer.object("producerId", producer), "producerResumed");
            ada.answer("closeProducer", RawPeer.object("producerId", producer), "producerClosed");

            base.hearsNothing();
        }
    }

    @Test
    void whoOptedInIsToldTheExtensionsAndSeesBasePeersAsGuests() {
        try (RawPeer base = RawPeer.base(SERVER.httpPort(), "extended");
                RawPeer ada = RawPeer.connect(SERVER.httpPort())) {
            JsonNode joined = join(ada, "{\"roomId\":\"extended\",\"protocol\":2,\"displayName\":\"Ada\"}");
            assertThat(joined.path("peerInfos").path(0).path("peerId").asText()).isEqualTo(base.id());
            assertThat(joined.path("peerInfos").path(0).path("guest").asBoolean())
                    .isTrue();

            try (RawPeer eve = RawPeer.extended(SERVER.httpPort(), "extended")) {
                JsonNode news = ada.event("newPeer");
                assertThat(news.path("peerId").asText()).isEqualTo(eve.id());
                assertThat(news.path("displayName").asText()).isEqualTo("Ada");
                assertThat(news.path("guest").asBoolean(true)).isFalse();
            }
        }
    }

    @Test
    void identityIsTheSessionsNotTheMessages() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "identity");
                RawPeer eve = RawPeer.connect(SERVER.httpPort())) {
            join(eve, RawPeer.object("roomId", "identity", "peerId", ada.id()));

            assertThat(ada.event("newPeer").path("peerId").asText()).isEqualTo(eve.id());
        }
    }

    @Test
    void peersOfTwoRoomsHearNothingOfEachOther() {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "here");
                RawPeer bob = RawPeer.extended(SERVER.httpPort(), "there")) {
            Tracks.camera(ada);

            bob.hearsNothing();
        }
    }
}
