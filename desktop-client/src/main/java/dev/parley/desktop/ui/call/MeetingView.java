package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Command;
import dev.parley.desktop.call.LocalMedia.Chime;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.PasswordDialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.meeting.ChatPanel;
import dev.parley.desktop.ui.meeting.MenuRow;
import dev.parley.desktop.ui.meeting.Moderation;
import dev.parley.desktop.ui.meeting.PeoplePanel;
import dev.parley.desktop.ui.meeting.Reactions;
import dev.parley.desktop.ui.meeting.SidePanel;
import dev.parley.desktop.ui.settings.Sounds;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chat, roster, hands, reactions and the room's settings: shows them, and asks the server for changes. */
final class MeetingView {
    private static final Logger LOG = LoggerFactory.getLogger(MeetingView.class);
    private static final int SHORT = 80; // characters of a message in the news

    /** What it needs to know of the rest of the call's window. */
    interface Surroundings {
        /** The tiles of the others. */
        List<PersonTile> people();

        /** One's own, and what it shows of oneself. */
        void showSelf(int hand);

        /** Lets one's own tile show this for a moment. */
        void reactSelf(Drawing drawing, String words);

        /** Whether one shares a screen. */
        boolean sharing();

        /** Whether one is muted. */
        boolean muted();

        /** Opens what can be done about somebody. */
        void openMenu(PersonTile tile);

        /** Opens what can be done with one's own tile. */
        void openOwnMenu();

        /** This one is to be large for all. */
        void spotlight(Optional<String> peerId);

        /** This one speaks. */
        void speaker(String peerId);

        /** The buttons are to show this. */
        void buttons(ControlBar.Meeting meeting);
    }

    private final Call call;
    private final String name;
    private final Shell shell;
    private final Texts texts;
    private final News news;
    private final Sounds sounds;
    private final Surroundings around;
    private final SidePanel panel;
    private final ChatPanel chat;
    private final PeoplePanel people;
    private RoomFacts facts = RoomFacts.NONE;
    private int unread;

    /**
     * Shows nothing yet.
     *
     * @param name one's own
     * @param onLink opens a link that somebody wrote
     */
    MeetingView(
            Call call,
            String name,
            Shell shell,
            Texts texts,
            News news,
            Sounds sounds,
            Consumer<URI> onLink,
            Surroundings around) {
        this.call = call;
        this.name = name;
        this.shell = shell;
        this.texts = texts;
        this.news = news;
        this.sounds = sounds;
        this.around = around;
        panel = new SidePanel(texts, this::refresh);
        chat = new ChatPanel(texts, (text, to) -> call.ask(new RoomRequest.SendChat(text, to)), onLink);
        people = new PeoplePanel(texts, new PeopleActions());
    }

    SidePanel panel() {
        return panel;
    }

    void toggleChat() {
        if (facts.offered()) {
            panel.toggle(chat);
        }
    }

    void togglePeople() {
        if (facts.offered()) {
            panel.toggle(people);
        }
    }

    void toggleHand() {
        if (facts.offered()) {
            ask(facts.handRaised() ? new RoomRequest.LowerHand(Optional.empty()) : new RoomRequest.RaiseHand());
        }
    }

    void openReactions() {
        if (facts.offered()) {
            Reactions.open(shell, texts, reaction -> ask(new RoomRequest.SendReaction(reaction)));
        }
    }

    /** What can be done about somebody, as things stand. */
    List<MenuRow> menuOf(PersonTile tile) {
        List<MenuRow> rows = new ArrayList<>();
        String peerId = tile.person().peerId();
        if (facts.may(Command.CHAT_PRIVATELY)) {
            rows.add(new MenuRow("menu-message", Drawing.CHAT, "person.message", () -> {
                panel.show(chat);
                chat.writeTo(peerId);
            }));
        }
        rows.addAll(Moderation.rows(
                tile.person(),
                facts,
                this::ask,
                (title, text, action, then) -> confirm(title, tile.personName(), text, action, then)));
        return rows;
    }

    /** Somebody came, left or is otherwise now. */
    void refresh() {
        if (panel.shows(chat)) {
            unread = 0;
        }
        around.buttons(new ControlBar.Meeting(
                facts.offered(),
                facts.may(Command.SEND_MEDIA),
                around.sharing(),
                facts.handRaised(),
                panel.shows(chat),
                panel.shows(people),
                unread,
                facts.may(Command.ADMIT) && !facts.waiting().isEmpty()));
        around.showSelf(facts.handOf(facts.selfId()));
        around.spotlight(facts.spotlight().map(id -> facts.isSelf(id) ? PeopleStage.SELF : id));
        facts.speaker().filter(id -> !facts.isSelf(id)).ifPresent(around::speaker);
        around.people().forEach(tile -> tile.hand(facts.handOf(tile.person().peerId())));
        if (!facts.offered()) {
            return;
        }
        List<PeoplePanel.Entry> entries = new ArrayList<>();
        entries.add(entry(facts.selfId(), texts.of("call.you", name), around.muted()));
        around.people()
                .forEach(tile -> entries.add(entry(
                        tile.person().peerId(),
                        tile.personName(),
                        !tile.person().microphoneOn())));
        entries.sort(Comparator.comparingInt(entry -> entry.hand() == 0 ? Integer.MAX_VALUE : entry.hand()));
        people.show(entries, facts);
        chat.recipients(
                facts.may(Command.CHAT_PRIVATELY)
                        ? around.people().stream()
                                .map(tile ->
                                        new ChatPanel.Recipient(tile.person().peerId(), tile.personName()))
                                .toList()
                        : List.of());
    }

    private PeoplePanel.Entry entry(String peerId, String shown, boolean muted) {
        return new PeoplePanel.Entry(
                peerId, shown, muted, PeoplePanel.roleKey(facts.roleOf(peerId)), facts.handOf(peerId));
    }

    /** Something happened in the meeting. */
    void happened(RoomEvent event) {
        switch (event) {
            case RoomEvent.Changed(RoomFacts now) -> {
                facts = now;
                refresh();
            }
            case RoomEvent.Message(RoomNews.ChatMessage message, boolean isNews) -> received(message, isNews);
            case RoomEvent.Reacted reacted -> {
                Drawing drawing = Reactions.drawingOf(reacted.reaction());
                String words = texts.of(Reactions.meaningOf(reacted.reaction()));
                if (facts.isSelf(reacted.peerId())) {
                    around.reactSelf(drawing, words);
                } else {
                    tileOf(reacted.peerId()).ifPresent(tile -> tile.react(drawing, words));
                }
            }
            case RoomEvent.HandRaised(String peerId) ->
                tileOf(peerId).ifPresent(tile -> {
                    sounds.play(Chime.HAND);
                    news.say(texts.of("hand.news", tile.personName()));
                });
            case RoomEvent.Knocked knocked -> {
                sounds.play(Chime.HAND);
                news.say(texts.of("lobby.news", knocked.peer().displayName()));
            }
            case RoomEvent.Silenced(Device device, String by) -> {
                String who = tileOf(by).map(PersonTile::personName).orElseGet(() -> texts.of("silenced.somebody"));
                news.instruct(texts.of(device == Device.CAMERA ? "silenced.camera" : "silenced.microphone", who));
            }
        }
    }

    private Optional<PersonTile> tileOf(String peerId) {
        return around.people().stream()
                .filter(tile -> tile.person().peerId().equals(peerId))
                .findFirst();
    }

    private void received(RoomNews.ChatMessage message, boolean isNews) {
        boolean own = facts.isSelf(message.peerId());
        chat.add(new ChatPanel.Shown(
                message.displayName(),
                own,
                message.text(),
                message.sentAt(),
                message.to()
                        .map(to -> facts.isSelf(to)
                                ? ""
                                : tileOf(to).map(PersonTile::personName).orElse("–"))));
        if (own || !isNews) {
            return;
        }
        sounds.play(Chime.MESSAGE);
        if (panel.shows(chat)) {
            return;
        }
        unread++;
        String line = message.text().replaceAll("\\s+", " ");
        news.say(texts.of(
                "chat.news",
                message.displayName(),
                line.length() > SHORT
                        ? line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, SHORT))) + "…"
                        : line));
        refresh();
    }

    private void ask(RoomRequest request) {
        var _ = call.ask(request).exceptionally(failure -> {
            LOG.info("the server did not do {}: {}", request.type(), failure.toString());
            Platform.runLater(() -> {
                news.instruct(texts.of("request.failed"));
                refresh();
            });
            return null;
        });
    }

    private void confirm(String title, String whom, String text, String action, Runnable then) {
        Button cancel = Buttons.text("confirm-cancel", Buttons.Kind.QUIET, texts.bound("join.cancel"), () -> {});
        Button go = Buttons.text("confirm-go", Buttons.Kind.DANGER, texts.bound(action), then);
        Label words = new Label();
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.setMinHeight(Label.USE_PREF_SIZE);
        words.textProperty().bind(texts.bound(text));
        var heading = Bindings.createStringBinding(() -> texts.of(title, whom), texts.language());
        shell.open(new Dialog("confirm-dialog", heading, words, cancel, go).focusing(cancel));
    }

    private final class PeopleActions implements PeoplePanel.Actions {
        @Override
        public void open(String peerId) {
            tileOf(peerId).ifPresentOrElse(around::openMenu, around::openOwnMenu);
        }

        @Override
        public void admit(String peerId, boolean admitted) {
            ask(admitted ? new RoomRequest.AdmitPeer(peerId) : new RoomRequest.DenyPeer(peerId));
        }

        @Override
        public void lock(boolean locked) {
            ask(new RoomRequest.LockRoom(locked));
        }

        @Override
        public void lobby(boolean lobby) {
            ask(new RoomRequest.SetLobby(lobby));
        }

        @Override
        public void password() {
            shell.open(PasswordDialog.of(
                    texts,
                    new PasswordDialog.Words("password.set-title", "password.set-lead", "password.set"),
                    true,
                    password -> ask(new RoomRequest.SetPassword(password)),
                    () -> {}));
        }

        @Override
        public void keepChat(ChatHistory history) {
            ask(new RoomRequest.SetChatHistory(history));
        }

        @Override
        public void muteAll() {
            ask(new RoomRequest.MuteAll());
        }

        @Override
        public void end() {
            confirm("room.end-title", "", "room.end-text", "room.end", () -> ask(new RoomRequest.EndRoom()));
        }
    }
}
