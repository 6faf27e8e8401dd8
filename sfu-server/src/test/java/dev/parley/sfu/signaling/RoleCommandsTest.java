package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.sfu.room.Admission;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command is tried with every role. */
class RoleCommandsTest {
    /** A request, the least role that may send it, and its payload for a target. */
    private record Try(String type, Role least, Function<String, String> payload) {}

    private static final Try[] ALL = {
        new Try("raiseHand", Role.VIEWER, _ -> "{}"),
        new Try("lowerHand", Role.VIEWER, _ -> "{}"),
        new Try("lowerHand", Role.MODERATOR, RoleCommandsTest::target),
        new Try("sendReaction", Role.VIEWER, _ -> "{\"reaction\":\"clap\"}"),
        new Try("sendChat", Role.GUEST, _ -> "{\"text\":\"hello\"}"),
        new Try("sendChat", Role.PARTICIPANT, target -> RawPeer.object("text", "hello", "to", target)),
        new Try("mutePeer", Role.MODERATOR, RoleCommandsTest::target),
        new Try("muteAll", Role.MODERATOR, _ -> "{}"),
        new Try("stopVideo", Role.MODERATOR, RoleCommandsTest::target),
        new Try("removePeer", Role.MODERATOR, RoleCommandsTest::target),
        new Try("banPeer", Role.MODERATOR, RoleCommandsTest::target),
        new Try("lockRoom", Role.MODERATOR, _ -> "{\"locked\":true}"),
        new Try("setSpotlight", Role.MODERATOR, RoleCommandsTest::target),
        new Try("admitPeer", Role.MODERATOR, RoleCommandsTest::target),
        new Try("denyPeer", Role.MODERATOR, RoleCommandsTest::target),
        new Try("endRoom", Role.MODERATOR, _ -> "{}"),
        new Try("setLobby", Role.OWNER, _ -> "{\"lobby\":true}"),
        new Try("setPassword", Role.OWNER, _ -> "{\"password\":\"pear\"}"),
        new Try("setChatHistory", Role.OWNER, _ -> "{\"chatHistory\":\"meeting\"}"),
        new Try("setRole", Role.OWNER, target -> RawPeer.object("peerId", target, "role", "moderator")),
        new Try("setLayout", Role.VIEWER, _ -> "{\"visible\":[]}"),
    };

    /** Outside of a room, or of no role. */
    private static final Set<String> AT_THE_DOOR = Set.of("knock", "resumeSession");

    /** The token says what its bearer is. */
    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 20, RoleCommandsTest::admit);

    private int rooms;

    private static String target(String peerId) {
        return RawPeer.object("peerId", peerId);
    }

    private static Admission admit(ClientMessage.JoinRoom request) {
        return new Admission(
                request.displayName(), Optional.of(Role.valueOf(request.token().toUpperCase(Locale.ROOT))));
    }

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private MemoryPeer inside(String room, Role role) {
        MemoryPeer peer = signaling.peer("127.0.0.1");
        peer.enter(room, role.word(), "token", role.word());
        return peer;
    }

    private String codeOf(MemoryPeer by, String type, String payload) {
        return by.request(type, payload).path("payload").path("code").asText();
    }

    @ParameterizedTest
    @EnumSource
    void aRoleMayWhatTheTableSays(Role role) {
        for (Try each : ALL) {
            String room = "room-" + rooms++;
            MemoryPeer subject = inside(room, role);
            MemoryPeer target = inside(room, Role.PARTICIPANT);

            String code = codeOf(subject, each.type(), each.payload().apply(target.id));

            if (role.isAtLeast(each.least())) {
                assertThat(code).as("%s as %s", each.type(), role).isNotEqualTo("forbidden");
            } else {
                assertThat(code).as("%s as %s", each.type(), role).isEqualTo("forbidden");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everybodyButViewersSends(Role role) {
        MemoryPeer subject = inside("media", role);
        String transport = subject.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated")
                .path("transportId")
                .asText();

        String code = codeOf(subject, "produce", Tracks.produce(transport, "audio", Tracks.opus("0", 1_000)));

        assertThat(code).isEqualTo(role == Role.VIEWER ? "forbidden" : "");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsModeratedByThoseBelow(Role above) {
        MemoryPeer moderator = inside("ranks", Role.MODERATOR);
        MemoryPeer target = inside("ranks", above);

        for (String type : new String[] {"mutePeer", "stopVideo", "removePeer"}) {
            String code = codeOf(moderator, type, target(target.id));
            assertThat(code.equals("forbidden")).as(type).isEqualTo(above == Role.OWNER);
        }
    }

    @Test
    void everyRequestOfTheMeetingIsTried() {
        Set<String> tried = Arrays.stream(ALL).map(Try::type).collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(AT_THE_DOOR);
        assertThat(Arrays.stream(RoomRequest.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1)))
                .containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void withoutARoomThereIsNothingToSayOrToModerate() {
        MemoryPeer outside = signaling.peer("127.0.0.1");
        for (Try each : ALL) {
            assertThat(codeOf(outside, each.type(), each.payload().apply("somebody")))
                    .as(each.type())
                    .isEqualTo("not-joined");
        }
        String payload = RawPeer.object("roomId", "r", "peerId", "p", "secret", "s");
        assertThat(codeOf(outside, "resumeSession", payload)).isEqualTo("resume-refused");
    }
}
