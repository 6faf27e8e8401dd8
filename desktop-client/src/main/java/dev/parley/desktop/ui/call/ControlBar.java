package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.device.SourceButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Room, switches and link: three parts that the screen puts along its edges. */
final class ControlBar {
    private static final int MOST_COUNTED = 99; // more unread messages are as many

    /** What a person can do here. */
    interface Actions {
        void share();

        void hand();

        void react();

        void chat();

        void people();

        void view();

        void more();

        void leave();
    }

    /**
     * What of the meeting the buttons show.
     *
     * @param offered whether the server offers hands, reactions and chat
     * @param mayShare whether one may share a screen
     * @param sharing whether one does
     * @param handRaised whether one's own hand is up
     * @param unread messages
     * @param knocking whether somebody waits to be let in
     */
    record Meeting(
            boolean offered,
            boolean mayShare,
            boolean sharing,
            boolean handRaised,
            boolean chatOpen,
            boolean peopleOpen,
            int unread,
            boolean knocking) {
        static final Meeting NONE = new Meeting(false, false, false, false, false, false, 0, false);
    }

    private final Texts texts;
    private final Label count = new Label();
    private final SourceButton microphone;
    private final SourceButton camera;
    private final RoundButton share;
    private final RoundButton hand;
    private final RoundButton react;
    private final RoundButton chat;
    private final RoundButton people;
    private final RoundButton view;
    private final HBox room;
    private final HBox controls;
    private final HBox link;
    private final CopyLinkButton copy;
    private final ObjectProperty<Meeting> meeting = new SimpleObjectProperty<>(Meeting.NONE);
    private final BooleanProperty narrow = new SimpleBooleanProperty();

    ControlBar(String roomName, LocalDevices devices, Texts texts, CopyLinkButton copy, Actions actions) {
        this.texts = texts;
        this.copy = copy;
        microphone = new SourceButton("mute", Device.MICROPHONE, Shortcut.MUTE.shown(), devices, texts);
        camera = new SourceButton("camera", Device.CAMERA, Shortcut.CAMERA.shown(), devices, texts);
        share = new RoundButton("share", Drawing.SCREEN, actions::share).labelled(shareLabel());
        hand = new RoundButton("hand", Drawing.HAND, actions::hand).labelled(handLabel());
        react = new RoundButton("react", Drawing.SMILE, actions::react).labelled(texts.bound("reaction.title"));
        chat = new RoundButton("chat", Drawing.CHAT, actions::chat).labelled(chatLabel());
        people = new RoundButton("people-button", Drawing.PEOPLE, actions::people).labelled(texts.bound("call.people"));
        view = new RoundButton("view", Drawing.GRID, actions::view).labelled(labelled("view.title", Shortcut.VIEW));
        RoundButton more = new RoundButton("more", Drawing.MORE, actions::more).labelled(texts.bound("more.title"));
        RoundButton leave = new RoundButton("leave", Drawing.LEAVE, actions::leave)
                .styled("danger")
                .labelled(labelled("call.leave", Shortcut.LEAVE));
        for (RoundButton button : new RoundButton[] {share, hand, react, chat, people, view}) {
            button.managedProperty().bind(button.visibleProperty());
        }
        Label name = new Label(roomName);
        name.setId("room-name");
        name.getStyleClass().add("bar-room-name");
        name.setMinWidth(0);
        count.setId("people-count");
        count.getStyleClass().add("count");
        count.setGraphic(new Icon(Drawing.PEOPLE, 20));
        count.setMinWidth(Label.USE_PREF_SIZE);
        room = new HBox(12, name, count);
        room.setAlignment(Pos.CENTER_LEFT);
        room.setMinWidth(0);
        controls =
                new HBox(12, microphone.button(), camera.button(), share, hand, react, chat, people, view, more, leave);
        controls.setAlignment(Pos.CENTER);
        controls.setAccessibleRole(AccessibleRole.TOOL_BAR);
        controls.accessibleTextProperty().bind(texts.bound("call.controls"));
        link = new HBox(copy);
        link.setAlignment(Pos.CENTER_RIGHT);
        link.setFillHeight(false);
        meeting.subscribe(this::arrange);
        narrow.subscribe(this::arrange);
    }

    HBox room() {
        return room;
    }

    HBox controls() {
        return controls;
    }

    HBox link() {
        return link;
    }

    void showCount(int everyone) {
        count.setText(texts.number(everyone, 0));
        count.setAccessibleText(
                everyone == 1 ? texts.of("call.person") : texts.of("call.persons", texts.number(everyone, 0)));
    }

    /** Draws the eye to the link as long as no one else is there. */
    void alone(boolean alone) {
        copy.prominent(alone);
    }

    /** There is little room: what is used less is found behind "more". */
    void narrow(boolean little) {
        narrow.set(little);
    }

    /** There is no room beside the buttons: the link's words give way to the room's name. */
    void tight(boolean is) {
        copy.narrow(is);
    }

    void show(Meeting next) {
        meeting.set(next);
    }

    private void arrange() {
        Meeting now = meeting.get();
        share.setVisible(now.mayShare() && !narrow.get());
        share.chosen(now.sharing());
        hand.setVisible(now.offered());
        chat.setVisible(now.offered());
        react.setVisible(now.offered() && !narrow.get());
        people.setVisible(now.offered() && !narrow.get());
        view.setVisible(!narrow.get());
        hand.chosen(now.handRaised());
        chat.chosen(now.chatOpen());
        people.chosen(now.peopleOpen());
        chat.badge(now.unread() == 0 ? "" : texts.number(Math.min(now.unread(), MOST_COUNTED), 0));
        people.badge(now.knocking() ? "!" : "");
    }

    void close() {
        microphone.close();
        camera.close();
        copy.close();
    }

    private StringBinding shareLabel() {
        return Bindings.createStringBinding(
                () -> texts.of(
                        "call.with-key",
                        texts.of(meeting.get().sharing() ? "share.stop" : "share.start"),
                        Shortcut.SHARE.shown()),
                texts.language(),
                meeting);
    }

    private StringBinding handLabel() {
        return Bindings.createStringBinding(
                () -> texts.of(
                        "call.with-key",
                        texts.of(meeting.get().handRaised() ? "hand.lower" : "hand.raise"),
                        Shortcut.HAND.shown()),
                texts.language(),
                meeting);
    }

    private StringBinding chatLabel() {
        return Bindings.createStringBinding(
                () -> {
                    int unread = meeting.get().unread();
                    return texts.of(
                            "call.with-key",
                            unread > 0 ? texts.of("chat.unread", texts.number(unread, 0)) : texts.of("chat.title"),
                            Shortcut.CHAT.shown());
                },
                texts.language(),
                meeting);
    }

    private StringBinding labelled(String key, Shortcut shortcut) {
        return Bindings.createStringBinding(
                () -> texts.of("call.with-key", texts.of(key), shortcut.shown()), texts.language());
    }
}
