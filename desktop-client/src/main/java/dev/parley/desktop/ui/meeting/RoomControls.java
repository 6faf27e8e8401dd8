package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.call.Command;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.protocol.signaling.ChatHistory;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** How the room is set up, for those who may change it: what was chosen is shown once the server agrees. */
final class RoomControls extends VBox {
    /** What a person can do here. */
    public interface Actions {
        void lock(boolean locked);

        void lobby(boolean lobby);

        void password();

        void keepChat(ChatHistory history);

        void muteAll();

        void end();
    }

    private final CheckBox lock;
    private final CheckBox lobby;
    private final ComboBox<ChatHistory> history = new ComboBox<>();
    private final VBox ownersOnly;
    private final BooleanProperty hasPassword = new SimpleBooleanProperty();
    private boolean showing;

    RoomControls(Texts texts, Actions actions) {
        super(12);
        setId("room-controls");
        Label heading = new Label();
        heading.getStyleClass().add("dialog-section");
        heading.textProperty().bind(texts.bound("room.title"));
        lock = box(texts, "lock-room", "room.lock");
        lock.setOnAction(press -> asked(lock, actions::lock));
        lobby = box(texts, "lobby", "room.lobby");
        lobby.setOnAction(press -> asked(lobby, actions::lobby));
        Label above = new Label();
        above.textProperty().bind(texts.bound("room.history"));
        above.setLabelFor(history);
        history.setId("chat-history");
        history.setMaxWidth(Double.MAX_VALUE);
        history.accessibleTextProperty().bind(texts.bound("room.history"));
        history.getItems().setAll(ChatHistory.values());
        texts.language().subscribe(language -> history.setConverter(new Named(texts)));
        history.valueProperty().addListener((value, before, now) -> {
            if (!showing && now != null) {
                actions.keepChat(now);
            }
        });
        Button password = wide(Buttons.text(
                "set-password",
                Buttons.Kind.QUIET,
                Bindings.createStringBinding(
                        () -> texts.of(hasPassword.get() ? "room.password-change" : "room.password-set"),
                        hasPassword,
                        texts.language()),
                actions::password));
        ownersOnly = new VBox(12, lobby, new VBox(4, above, history), password);
        ownersOnly.managedProperty().bind(ownersOnly.visibleProperty());
        Button muteAll =
                wide(Buttons.text("mute-all", Buttons.Kind.QUIET, texts.bound("room.mute-all"), actions::muteAll));
        Button end = wide(Buttons.text("end-room", Buttons.Kind.DANGER, texts.bound("room.end"), actions::end));
        getChildren().addAll(heading, lock, ownersOnly, muteAll, end);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Shows the room as it is. */
    void show(RoomFacts facts) {
        showing = true;
        setVisible(facts.may(Command.LOCK));
        ownersOnly.setVisible(facts.may(Command.SET_UP));
        lock.setSelected(facts.settings().locked());
        lobby.setSelected(facts.settings().lobby());
        hasPassword.set(facts.settings().password());
        history.setValue(facts.settings().chatHistory());
        showing = false;
    }

    private interface Wish {
        void change(boolean to);
    }

    /** The box stays as the room is until the server says that it is otherwise. */
    private static void asked(CheckBox box, Wish wish) {
        boolean wanted = box.isSelected();
        box.setSelected(!wanted);
        wish.change(wanted);
    }

    private static CheckBox box(Texts texts, String id, String key) {
        CheckBox box = new CheckBox();
        box.setId(id);
        box.setWrapText(true);
        box.textProperty().bind(texts.bound(key));
        box.accessibleTextProperty().bind(texts.bound(key));
        return box;
    }

    private static Button wide(Button button) {
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private static final class Named extends StringConverter<ChatHistory> {
        private final Texts texts;

        Named(Texts texts) {
            this.texts = texts;
        }

        @Override
        public String toString(@Nullable ChatHistory history) {
            return history == null
                    ? ""
                    : texts.of(
                            switch (history) {
                                case NONE -> "room.history-none";
                                case MEETING -> "room.history-meeting";
                                case KEPT -> "room.history-kept";
                            });
        }

        @Override
        public ChatHistory fromString(String name) {
            throw new UnsupportedOperationException("nothing is typed here");
        }
    }
}
