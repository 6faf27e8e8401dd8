package dev.parley.desktop;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.call.RoomFacts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A line for each thing that happens in the meeting. Thread: the call's. */
final class RoomLog {
    private final Call call;
    private final Consumer<String> say;
    private RoomFacts facts = RoomFacts.NONE;

    RoomLog(Call call, Consumer<String> say) {
        this.call = call;
        this.say = say;
    }

    void happened(RoomEvent event) {
        switch (event) {
            case RoomEvent.Changed(RoomFacts now) -> changed(now);
            case RoomEvent.Message(var message, boolean news) ->
                say.accept((message.to().isPresent() ? "private " : "chat ") + message.displayName() + ": "
                        + message.text().replace('\n', ' '));
            case RoomEvent.Reacted reacted ->
                say.accept("reaction " + name(reacted.peerId()) + " "
                        + reacted.reaction().word());
            case RoomEvent.HandRaised raised -> say.accept("hand of " + name(raised.peerId()));
            case RoomEvent.Knocked knocked ->
                say.accept("knocks " + knocked.peer().displayName());
            case RoomEvent.Silenced silenced ->
                say.accept("silenced " + silenced.device().name().toLowerCase(Locale.ROOT));
        }
    }

    private void changed(RoomFacts now) {
        RoomFacts before = facts;
        facts = now;
        if (!before.hands().equals(now.hands())) {
            List<String> names = now.hands().stream().map(this::name).toList();
            say.accept("hands " + String.join(", ", names));
        }
        if (!before.spotlight().equals(now.spotlight())) {
            say.accept(
                    now.spotlight().map(peerId -> "spotlight " + name(peerId)).orElse("spotlight"));
        }
        if (now.offered() && before.settings().locked() != now.settings().locked()) {
            say.accept(now.settings().locked() ? "locked" : "unlocked");
        }
        if (now.offered() && (!before.offered() || before.roleOf(before.selfId()) != now.roleOf(now.selfId()))) {
            say.accept("role " + now.roleOf(now.selfId()).name().toLowerCase(Locale.ROOT));
        }
    }

    private String name(String peerId) {
        return facts.isSelf(peerId)
                ? "own"
                : call.participants().stream()
                        .filter(each -> each.peerId().equals(peerId))
                        .map(Participant::displayName)
                        .findFirst()
                        .orElse(peerId);
    }
}
