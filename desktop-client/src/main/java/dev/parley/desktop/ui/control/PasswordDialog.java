package dev.parley.desktop.ui.control;

import dev.parley.desktop.ui.text.Texts;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.VBox;

/** Asks for a password. */
public final class PasswordDialog {
    /** The longest that the server takes, in UTF-16 units. */
    private static final int LONGEST = 128;

    /**
     * The words of one.
     *
     * @param title the key of the heading
     * @param lead the key of the sentence below
     * @param action the key of what the button says
     */
    public record Words(String title, String lead, String action) {}

    private PasswordDialog() {}

    /** The words at the door of a room. */
    public static Words toEnter(boolean wrong) {
        return new Words("password.title", wrong ? "password.wrong" : "password.lead", "password.enter");
    }

    /**
     * Makes one.
     *
     * @param allowEmpty whether no password is an answer too
     * @param onGiven gets what was typed
     * @param onGivenUp when it was closed in another way
     */
    public static Dialog of(
            Texts texts, Words words, boolean allowEmpty, Consumer<String> onGiven, Runnable onGivenUp) {
        PasswordField field = new PasswordField();
        field.setId("password");
        field.getStyleClass().add("text-field");
        field.accessibleTextProperty().bind(texts.bound("password.label"));
        field.setTextFormatter(
                new TextFormatter<>(change -> change.getControlNewText().length() > LONGEST ? null : change));
        AtomicBoolean given = new AtomicBoolean();
        Button cancel = Buttons.text("password-cancel", Buttons.Kind.QUIET, texts.bound("join.cancel"), () -> {});
        Button give = Buttons.text("password-give", Buttons.Kind.PRIMARY, texts.bound(words.action()), () -> {
            given.set(true);
            onGiven.accept(field.getText());
        });
        if (!allowEmpty) {
            give.disableProperty().bind(field.textProperty().isEmpty());
        }
        field.setOnAction(enter -> give.fire());
        Label lead = new Label();
        lead.getStyleClass().add("muted");
        lead.setWrapText(true);
        lead.setMinHeight(Label.USE_PREF_SIZE);
        lead.textProperty().bind(texts.bound(words.lead()));
        return new Dialog("password-dialog", texts.bound(words.title()), new VBox(14, lead, field), cancel, give)
                .focusing(field)
                // A button closes the dialog first and acts then.
                .onClosed(() -> Platform.runLater(() -> {
                    if (!given.get()) {
                        onGivenUp.run();
                    }
                }));
    }
}
