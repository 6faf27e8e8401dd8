package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.RoomSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A meeting in which anything happens, allowed or not: each event is done over the socket of one of its people and in a model, and then
 * all have to see the same. The same seed gives the same events.
 */
public final class RandomMeeting implements AutoCloseable {
    private static final String ALLOWED = "";
    private static final String FORBIDDEN = "forbidden";
    private static final int FEW = 4;
    private static final int MANY = 10;
    /** The server lets a person ask for so much at once. */
    private static final int ASKED_ENOUGH = 25;

    private final int httpPort;
    private final String room;
    private final SplittableRandom random;
    private final ModelMeeting model = new ModelMeeting();
    private final Map<String, MeetingClient> inside = new LinkedHashMap<>();
    private final Map<String, MeetingClient> atTheDoor = new LinkedHashMap<>();
    private final List<MeetingClient> away = new ArrayList<>();
    private final List<String> past = new ArrayList<>();
    private final List<Runnable> events = List.of(
            this::arrive,
            this::arrive,
            this::comeBack,
            this::leave,
            this::ownHand,
            this::ownHand,
            this::lowerHand,
            this::ownMicrophone,
            this::ownMicrophone,
            this::mute,
            this::muteAll,
            this::giveRole,
            this::giveRole,
            this::say,
            this::sayPrivately,
            this::lock,
            this::setLobby,
            this::setLobby,
            this::answerKnock,
            this::answerKnock,
            this::remove,
            this::spotlight,
            this::keepChat);
    private Optional<String> onlooker = Optional.empty();
    private int people;

    public RandomMeeting(int httpPort, String room, long seed) {
        this.httpPort = httpPort;
        this.room = room;
        this.random = new SplittableRandom(seed);
    }

    /** The first one comes, who owns the room. */
    public void begin() {
        arrive();
    }

    /** Somebody of the test's own has come in, who is silent, does nothing and stays. */
    public void add(String id, String name) {
        model.enter(id, name, Optional.of("known by its browser"), true);
        onlooker = Optional.of(id);
        compare();
    }

    /** What the meeting has to be. */
    public ModelMeeting model() {
        return model;
    }

    /** Lets so many things happen, and compares after each. */
    public void run(int count) {
        for (int i = 0; i < count; i++) {
            Optional<String> tired = inside.keySet().stream()
                    .filter(id -> !isFresh(id) && !isNeeded(id))
                    .findFirst();
            if (inside.keySet().stream().noneMatch(this::isFresh)) {
                ownMicrophone(); // of which the server does not think that it could annoy anybody
            } else if (inside.size() < FEW
                    && !model.settings().locked()
                    && !model.settings().lobby()) {
                arrive();
            } else if (inside.size() > FEW && tired.isPresent()) {
                leave(tired.get());
            } else if (inside.size() > MANY) {
                leave();
            } else {
                events.get(random.nextInt(events.size())).run();
            }
            compare();
        }
    }

    private void compare() {
        inside.forEach((id, client) -> {
            client.catchUp();
            assertThat(client.seen())
                    .as("what %s sees after %s", client.name(), past)
                    .isEqualTo(model.seenBy(id));
        });
    }

    /** One in three is not known again. */
    private void arrive() {
        String name = "P" + ++people;
        arrive(
                name,
                Optional.of("the own secret key of " + name)
                        .map(key -> key.replace(' ', '-'))
                        .filter(_ -> people % 3 > 0));
    }

    private void comeBack() {
        if (!away.isEmpty()) {
            MeetingClient was = away.remove(random.nextInt(away.size()));
            arrive(was.name(), was.key());
        }
    }

    private void arrive(String name, Optional<String> key) {
        MeetingClient client = MeetingClient.connect(httpPort, name, key);
        if (model.keepsOrder(key)) {
            enter(client);
        } else if (model.settings().locked()) {
            assertRefused(client, "room-locked");
        } else if (model.settings().lobby() && !model.wasLetIn(key)) {
            assertThat(client.join(room)).isEqualTo("knock-required");
            client.knock(room);
            model.knock(client.id(), client.name());
            atTheDoor.put(client.id(), client);
            past.add(client.name() + " knocks");
        } else {
            enter(client);
        }
    }

    private void assertRefused(MeetingClient client, String code) {
        assertThat(client.join(room)).isEqualTo(code);
        client.close();
        past.add(client.name() + " is refused");
    }

    private void enter(MeetingClient client) {
        assertThat(client.join(room))
                .as("%s comes in after %s", client.name(), past)
                .isEqualTo(ALLOWED);
        model.enter(client.id(), client.name(), client.key(), false);
        inside.put(client.id(), client);
        past.add(client.name() + " comes in");
    }

    private void leave() {
        String id = any(inside);
        if (inside.size() > FEW && !isNeeded(id)) {
            leave(id);
        }
    }

    private void leave(String id) {
        assertThat(client(id).code(new ClientMessage.LeaveRoom())).isEqualTo(ALLOWED);
        gone(id, "leaves");
    }

    private void gone(String id, String how) {
        model.leave(id);
        MeetingClient client = Optional.ofNullable(inside.remove(id)).orElseThrow();
        client.close();
        if (client.key().isPresent()) {
            away.add(client);
        }
        past.add(client.name() + " " + how);
    }

    private boolean isFresh(String id) {
        return client(id).requests() < ASKED_ENOUGH;
    }

    /** Somebody has to be left who may change things or will be able to; the onlooker changes none. */
    private boolean isNeeded(String id) {
        return onlooker.isPresent()
                ? inside.keySet().stream().noneMatch(other -> !other.equals(id) && model.may(other, Role.OWNER))
                : !model.isKeptWithout(id);
    }

    private void ownHand() {
        String by = actor();
        boolean up = random.nextInt(3) > 0;
        ask(by, ALLOWED, up ? new RoomRequest.RaiseHand() : new RoomRequest.LowerHand(Optional.empty()));
        model.hand(by, up);
    }

    private void lowerHand() {
        String by = actor();
        String whose = other(by);
        if (ask(by, allowed(model.may(by, Role.MODERATOR, whose)), new RoomRequest.LowerHand(Optional.of(whose)))) {
            model.hand(whose, false);
        }
    }

    private void ownMicrophone() {
        String by = any(inside);
        boolean muted = random.nextBoolean();
        MeetingClient client = client(by);
        boolean may = muted || model.may(by, Role.GUEST);
        assertThat(client.mute(muted))
                .as("the microphone of %s after %s", client.name(), past)
                .isEqualTo(allowed(may));
        if (may) {
            model.mute(by, muted);
        }
        past.add(client.name() + (muted ? " is silent" : " speaks"));
    }

    private void mute() {
        String by = actor();
        String whom = other(by);
        if (ask(by, allowed(model.may(by, Role.MODERATOR, whom)), new RoomRequest.MutePeer(whom))) {
            model.mute(whom, true);
        }
    }

    private void muteAll() {
        String by = actor();
        if (ask(by, allowed(model.may(by, Role.MODERATOR)), new RoomRequest.MuteAll())) {
            for (String whom : model.ids()) {
                if (!whom.equals(by) && model.may(by, Role.MODERATOR, whom)) {
                    model.mute(whom, true);
                }
            }
        }
    }

    private void giveRole() {
        String by = actor();
        List<String> all = model.ids();
        String whom = all.get(random.nextInt(all.size()));
        Role role = Role.values()[random.nextInt(Role.values().length)];
        if (isNeeded(whom) && inside.containsKey(whom)) {
            return;
        }
        boolean may = model.may(by, Role.OWNER) && (role == Role.OWNER || !model.isLastOwner(whom));
        if (ask(by, allowed(may), new RoomRequest.SetRole(whom, role))) {
            model.give(whom, role);
        }
    }

    private void say() {
        String by = actor();
        String text = "said " + past.size();
        if (ask(by, allowed(model.may(by, Role.GUEST)), new RoomRequest.SendChat(text, Optional.empty()))) {
            model.say(text);
        }
    }

    private void sayPrivately() {
        String by = actor();
        String to = other(by);
        String text = "whispered " + past.size();
        if (ask(by, allowed(model.may(by, Role.PARTICIPANT)), new RoomRequest.SendChat(text, Optional.of(to)))) {
            model.sayPrivately(by, to, text);
        }
    }

    private void lock() {
        String by = actor();
        boolean locked = random.nextInt(3) == 0;
        if (ask(by, allowed(model.may(by, Role.MODERATOR)), new RoomRequest.LockRoom(locked))) {
            RoomSettings was = model.settings();
            model.settings(by, new RoomSettings(locked, was.lobby(), was.password(), was.chatHistory()));
        }
    }

    private void setLobby() {
        String by = actor();
        boolean lobby = random.nextBoolean();
        if (ask(by, allowed(model.may(by, Role.OWNER)), new RoomRequest.SetLobby(lobby))) {
            RoomSettings was = model.settings();
            model.settings(by, new RoomSettings(was.locked(), lobby, was.password(), was.chatHistory()));
            if (!lobby) {
                model.waiting().forEach(id -> answered(id, true));
            }
        }
    }

    private void keepChat() {
        String by = actor();
        ChatHistory history = random.nextBoolean() ? ChatHistory.MEETING : ChatHistory.NONE;
        if (ask(by, allowed(model.may(by, Role.OWNER)), new RoomRequest.SetChatHistory(history))) {
            RoomSettings was = model.settings();
            model.settings(by, new RoomSettings(was.locked(), was.lobby(), was.password(), history));
        }
    }

    private void answerKnock() {
        if (atTheDoor.isEmpty()) {
            return;
        }
        String by = actor();
        String whom = any(atTheDoor);
        boolean let = random.nextInt(3) > 0;
        RoomRequest answer = let ? new RoomRequest.AdmitPeer(whom) : new RoomRequest.DenyPeer(whom);
        if (ask(by, allowed(model.may(by, Role.MODERATOR)), answer)) {
            answered(whom, let);
        }
    }

    private void answered(String id, boolean let) {
        model.answer(id);
        MeetingClient client = Optional.ofNullable(atTheDoor.remove(id)).orElseThrow();
        client.catchUp();
        assertThat(client.admitted()).contains(let);
        if (!let) {
            client.close();
        } else if (model.settings().locked()) {
            assertRefused(client, "room-locked");
        } else {
            enter(client);
            model.letIn(client.key());
        }
    }

    private void remove() {
        String by = actor();
        String whom = any(inside);
        if (whom.equals(by) || isNeeded(whom)) {
            return;
        }
        if (ask(by, allowed(model.may(by, Role.MODERATOR, whom)), new RoomRequest.RemovePeer(whom))) {
            gone(whom, "is put out");
        }
    }

    private void spotlight() {
        String by = actor();
        Optional<String> whom = Optional.of(other(by)).filter(_ -> random.nextInt(3) > 0);
        if (ask(by, allowed(model.may(by, Role.MODERATOR)), new RoomRequest.SetSpotlight(whom))) {
            model.spotlight(whom);
        }
    }

    /** Asks; whether that was allowed, as it has to be or not. */
    private boolean ask(String by, String code, RoomRequest request) {
        MeetingClient client = client(by);
        assertThat(client.code(request))
                .as("%s by %s after %s", request, client.name(), past)
                .isEqualTo(code);
        past.add(client.name() + " asks " + request + (code.isEmpty() ? "" : ", in vain"));
        return code.isEmpty();
    }

    private static String allowed(boolean may) {
        return may ? ALLOWED : FORBIDDEN;
    }

    /** Somebody who does something next; people who have asked for much are slowed down by the server. */
    private String actor() {
        List<String> fresh = inside.keySet().stream().filter(this::isFresh).toList();
        return fresh.get(random.nextInt(fresh.size()));
    }

    private MeetingClient client(String id) {
        return Optional.ofNullable(inside.get(id)).orElseThrow();
    }

    private String any(Map<String, MeetingClient> clients) {
        List<String> ids = List.copyOf(clients.keySet());
        return ids.get(random.nextInt(ids.size()));
    }

    private String other(String than) {
        List<String> others =
                model.ids().stream().filter(id -> !id.equals(than)).toList();
        return others.get(random.nextInt(others.size()));
    }

    @Override
    public void close() {
        inside.values().forEach(MeetingClient::close);
        atTheDoor.values().forEach(MeetingClient::close);
    }
}
