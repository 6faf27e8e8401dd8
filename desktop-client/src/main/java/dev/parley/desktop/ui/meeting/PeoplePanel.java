package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.call.Command;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.WaitingPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Everyone in the room, who waits outside, and the room's settings for those who may change them. */
public final class PeoplePanel implements PanelContent {
    /**
     * A line of the roster.
     *
     * @param role the key of what to call it; empty for the usual one
     * @param hand the place in the queue of raised hands, from 1; 0 for none
     */
    public record Entry(String peerId, String name, boolean muted, Optional<String> role, int hand) {}

    /** What a person can do here. */
    public interface Actions extends RoomControls.Actions {
        /** Opens what can be done about somebody. */
        void open(String peerId);

        /** Lets somebody in who waits, or turns them away. */
        void admit(String peerId, boolean admitted);
    }

    /** What a row is wider than its words, on each side, so that the words stand below each other. */
    static final double OVERHANG = 14; // logical pixels

    private final Texts texts;
    private final Actions actions;
    private final VBox waiting = new VBox(8);
    private final VBox roster = new VBox(2);
    private final RoomControls room;
    private final ScrollPane region;

    public PeoplePanel(Texts texts, Actions actions) {
        this.texts = texts;
        this.actions = actions;
        waiting.setId("waiting-list");
        waiting.managedProperty().bind(waiting.visibleProperty());
        waiting.setVisible(false);
        roster.setId("roster");
        roster.accessibleTextProperty().bind(texts.bound("call.people"));
        room = new RoomControls(texts, actions);
        VBox all = new VBox(16, waiting, roster, room);
        all.getStyleClass().add("panel-body");
        VBox.setMargin(roster, new Insets(0, -OVERHANG, 0, -OVERHANG));
        region = new ScrollPane(all);
        region.setFitToWidth(true);
        region.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        region.setFocusTraversable(false);
    }

    /** What somebody's role is called; nothing for the usual one. */
    public static Optional<String> roleKey(Role role) {
        return switch (role) {
            case OWNER -> Optional.of("role.owner");
            case MODERATOR -> Optional.of("role.moderator");
            case PARTICIPANT -> Optional.empty();
            case GUEST -> Optional.of("role.guest");
            case VIEWER -> Optional.of("role.viewer");
        };
    }

    @Override
    public String title() {
        return "call.people";
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public void opened() {
        roster.getChildren().stream().findFirst().ifPresent(Node::requestFocus);
    }

    /** Shows this; who has a hand up is to come first. */
    public void show(List<Entry> entries, RoomFacts facts) {
        showRoster(entries);
        showWaiting(facts.may(Command.ADMIT) ? facts.waiting() : List.of());
        room.show(facts);
    }

    private void showRoster(List<Entry> entries) {
        Node focused = roster.getScene() == null ? null : roster.getScene().getFocusOwner();
        String focusedId =
                focused != null && roster.getChildren().contains(focused) ? String.valueOf(focused.getId()) : "";
        List<Node> rows = new ArrayList<>();
        entries.forEach(entry -> rows.add(row(entry)));
        roster.getChildren().setAll(rows);
        rows.stream().filter(each -> focusedId.equals(each.getId())).findFirst().ifPresent(Node::requestFocus);
    }

    private Button row(Entry entry) {
        List<String> facts = new ArrayList<>(List.of(entry.name()));
        Label name = new Label(entry.name());
        name.getStyleClass().add("roster-name");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox line = new HBox(8, name);
        line.setAlignment(Pos.CENTER_LEFT);
        entry.role().map(texts::of).ifPresent(called -> {
            facts.add(called);
            Label role = new Label(called);
            role.getStyleClass().add("roster-role");
            role.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(role);
        });
        if (entry.hand() > 0) {
            facts.add(texts.of("hand.place", texts.number(entry.hand(), 0)));
            Label hand = new Label(texts.number(entry.hand(), 0), new Icon(Drawing.HAND, 18));
            hand.getStyleClass().add("roster-hand");
            hand.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(hand);
        }
        if (entry.muted()) {
            facts.add(texts.of("call.tile.muted"));
            line.getChildren().add(new Icon(Drawing.MICROPHONE_OFF, 18));
        }
        Button row = new Button();
        row.setId("roster-" + entry.peerId());
        row.setGraphic(line);
        row.getStyleClass().setAll("menu-row", "roster-row");
        row.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(row.widthProperty().subtract(24));
        row.setAccessibleText(String.join(", ", facts));
        row.setOnAction(press -> actions.open(entry.peerId()));
        Buttons.pressOnEnter(row);
        return row;
    }

    private void showWaiting(List<WaitingPeer> peers) {
        List<Node> rows = new ArrayList<>();
        if (!peers.isEmpty()) {
            Label heading = new Label(texts.of("lobby.waiting"));
            heading.getStyleClass().add("dialog-section");
            rows.add(heading);
        }
        for (WaitingPeer peer : peers) {
            Label name = new Label(peer.displayName());
            name.getStyleClass().add("roster-name");
            name.setMinWidth(0);
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            HBox row = new HBox(
                    8,
                    name,
                    answer("deny-", Buttons.Kind.QUIET, "lobby.deny", peer, false),
                    answer("admit-", Buttons.Kind.PRIMARY, "lobby.admit", peer, true));
            row.setAlignment(Pos.CENTER_LEFT);
            rows.add(row);
        }
        waiting.getChildren().setAll(rows);
        waiting.setVisible(!rows.isEmpty());
    }

    private Button answer(String id, Buttons.Kind kind, String key, WaitingPeer peer, boolean admitted) {
        Button button =
                Buttons.text(id + peer.peerId(), kind, texts.bound(key), () -> actions.admit(peer.peerId(), admitted));
        button.accessibleTextProperty().unbind();
        button.setAccessibleText(texts.of(key) + ", " + peer.displayName());
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
