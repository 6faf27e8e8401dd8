package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.text.Texts;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The conversation in writing, for all or between two. */
public final class ChatPanel implements PanelContent {
    /** The longest message that the server takes, in UTF-16 units. */
    private static final int LONGEST = 2_000;

    private static final int MOST_SHOWN = 1_000; // messages; each is a handful of nodes
    private static final double AT_END = 0.995; // of the way down

    /**
     * A message as it is shown.
     *
     * @param own whether we wrote it
     * @param sentAt in milliseconds since 1970
     * @param privatelyTo for whom it is, if not for all; empty text for us
     */
    public record Shown(String from, boolean own, String text, long sentAt, Optional<String> privatelyTo) {}

    /** Somebody who can be written to alone; an empty id stands for everybody. */
    public record Recipient(String peerId, String name) {}

    private static final Recipient EVERYONE = new Recipient("", "");

    private final Texts texts;
    private final BiFunction<String, Optional<String>, CompletableFuture<Void>> onSend;
    private final Consumer<URI> onLink;
    private final VBox list = new VBox(12);
    private final ScrollPane scroll = new ScrollPane(list);
    private final Label empty = new Label();
    private final Label failed = new Label();
    private final ComboBox<Recipient> to = new ComboBox<>();
    private final TextArea field = new TextArea();
    private final VBox region;

    /** @param onSend gets the text, and for whom it is if not for all; what it returns fails when that was refused */
    public ChatPanel(
            Texts texts, BiFunction<String, Optional<String>, CompletableFuture<Void>> onSend, Consumer<URI> onLink) {
        this.texts = texts;
        this.onSend = onSend;
        this.onLink = onLink;
        list.setId("messages");
        list.getStyleClass().add("messages");
        list.accessibleTextProperty().bind(texts.bound("chat.title"));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.accessibleTextProperty().bind(texts.bound("chat.title"));
        scroll.getStyleClass().add("messages-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        empty.setId("chat-empty");
        empty.getStyleClass().add("muted");
        empty.textProperty().bind(texts.bound("chat.empty"));
        list.getChildren().add(empty);
        failed.setId("chat-failed");
        failed.getStyleClass().add("problem");
        failed.setWrapText(true);
        failed.textProperty().bind(texts.bound("chat.failed"));
        failed.managedProperty().bind(failed.visibleProperty());
        failed.setVisible(false);
        prepareRecipients();
        prepareField();
        RoundButton send = new RoundButton("chat-send", Drawing.SEND, this::send)
                .styled("bare")
                .labelled(texts.bound("chat.send"));
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox line = new HBox(6, field, send);
        line.setAlignment(Pos.BOTTOM_CENTER);
        VBox write = new VBox(8, failed, to, line);
        write.getStyleClass().add("chat-write");
        region = new VBox(scroll, write);
    }

    private void prepareRecipients() {
        to.setId("chat-to");
        to.setMaxWidth(Double.MAX_VALUE);
        to.accessibleTextProperty().bind(texts.bound("chat.to"));
        to.managedProperty().bind(to.visibleProperty());
        texts.language()
                .subscribe(language -> to.setConverter(new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Recipient recipient) {
                        return recipient == null || recipient.peerId().isEmpty()
                                ? texts.of("chat.everyone")
                                : texts.of("chat.only", recipient.name());
                    }

                    @Override
                    public Recipient fromString(String name) {
                        throw new UnsupportedOperationException("nothing is typed here");
                    }
                }));
        recipients(List.of());
    }

    private void prepareField() {
        field.setId("chat-field");
        field.setPrefRowCount(2);
        field.setMinHeight(Region.USE_PREF_SIZE);
        field.setWrapText(true);
        field.promptTextProperty().bind(texts.bound("chat.placeholder"));
        field.accessibleTextProperty().bind(texts.bound("chat.placeholder"));
        field.setTextFormatter(
                new TextFormatter<>(change -> change.getControlNewText().length() > LONGEST ? null : change));
        field.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER && !key.isShiftDown()) {
                key.consume();
                send();
            } else if (key.getCode() == KeyCode.ENTER) {
                key.consume();
                field.replaceSelection("\n");
            } else if (key.getCode() == KeyCode.TAB && !key.isControlDown()) {
                // A tabulator says nothing; by it one leaves the field.
                key.consume();
                field.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
    }

    @Override
    public String title() {
        return "chat.title";
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public void opened() {
        scroll.setVvalue(1);
        field.requestFocus();
    }

    /** Writes to this one from now on. */
    public void writeTo(String peerId) {
        to.getItems().stream()
                .filter(each -> each.peerId().equals(peerId))
                .findFirst()
                .ifPresent(to::setValue);
    }

    /** Who can be written to alone. Who has left is written to no more, and the field says for whom it is. */
    public void recipients(List<Recipient> people) {
        List<Recipient> all = new ArrayList<>(List.of(EVERYONE));
        all.addAll(people);
        if (!all.equals(to.getItems())) {
            Recipient chosen = to.getValue();
            to.getItems().setAll(all);
            to.setValue(chosen != null && all.contains(chosen) ? chosen : EVERYONE);
        }
        to.setVisible(!people.isEmpty());
    }

    /** One more message. */
    public void add(Shown message) {
        boolean atEnd = message.own() || scroll.getVvalue() >= AT_END;
        list.getChildren().remove(empty);
        list.getChildren().add(nodeOf(message));
        if (list.getChildren().size() > MOST_SHOWN) {
            list.getChildren().removeFirst();
        }
        if (atEnd) {
            scroll.layout();
            scroll.setVvalue(1);
        }
    }

    private VBox nodeOf(Shown message) {
        String name = message.own() ? texts.of("preview.you") : message.from();
        Label from = new Label(name);
        from.getStyleClass().add("message-from");
        from.setMinWidth(0);
        Label time = new Label(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(texts.language().get().locale())
                .format(Instant.ofEpochMilli(message.sentAt()).atZone(ZoneId.systemDefault())));
        time.getStyleClass().add("message-note");
        time.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, from, time);
        head.setAlignment(Pos.BASELINE_LEFT);
        message.privatelyTo().ifPresent(whom -> {
            Label aside = new Label(whom.isEmpty() ? texts.of("chat.private-you") : texts.of("chat.private", whom));
            aside.getStyleClass().add("message-private");
            aside.setMinWidth(0);
            head.getChildren().add(1, aside);
        });
        TextFlow flow = new TextFlow();
        for (Links.Piece piece : Links.piecesOf(message.text())) {
            flow.getChildren()
                    .add(piece.link()
                            .<Node>map(link -> hyperlink(piece.text(), link))
                            .orElseGet(() -> words(piece.text())));
        }
        VBox node = new VBox(2, head, flow);
        node.getStyleClass().add("message");
        if (message.own()) {
            node.getStyleClass().add("own");
        }
        node.setAccessibleRole(AccessibleRole.TEXT);
        node.setAccessibleText(name + ": " + message.text());
        return node;
    }

    private static Text words(String text) {
        Text words = new Text(text);
        words.getStyleClass().add("message-text");
        return words;
    }

    private Hyperlink hyperlink(String shown, URI link) {
        Hyperlink hyperlink = new Hyperlink(shown);
        hyperlink.getStyleClass().add("message-link");
        hyperlink.setAccessibleText(shown);
        hyperlink.setWrapText(true);
        // Among words it would take as much as it has; an address has nowhere to be broken but anywhere.
        hyperlink
                .maxWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> list.getWidth()
                                - list.getInsets().getLeft()
                                - list.getInsets().getRight(),
                        list.widthProperty(),
                        list.insetsProperty()));
        hyperlink.setOnAction(press -> onLink.accept(link));
        return hyperlink;
    }

    private void send() {
        String written = field.getText().strip();
        if (written.isEmpty()) {
            return;
        }
        failed.setVisible(false);
        Optional<String> whom =
                Optional.ofNullable(to.getValue()).map(Recipient::peerId).filter(peerId -> !peerId.isEmpty());
        var _ = onSend.apply(written, whom)
                .whenComplete((done, failure) -> Platform.runLater(() -> {
                    failed.setVisible(failure != null);
                    // What was written on meanwhile stays.
                    if (failure == null && field.getText().strip().equals(written)) {
                        field.clear();
                    }
                }));
        field.requestFocus();
    }
}
