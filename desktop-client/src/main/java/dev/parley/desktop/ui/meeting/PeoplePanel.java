package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.call.Command;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.WaitingPeer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, RosterRow> rows = new LinkedHashMap<>();
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
        Map<String, RosterRow> before = Map.copyOf(rows);
        rows.clear();
        for (Entry entry : entries) {
            RosterRow known = before.get(entry.peerId());
            RosterRow row =
                    known == null ? new RosterRow(texts, entry.peerId(), () -> actions.open(entry.peerId())) : known;
            row.show(entry);
            rows.put(entry.peerId(), row);
        }
        List<Node> ordered = List.copyOf(rows.values());
        if (!roster.getChildren().equals(ordered)) {
            Node focused = roster.getScene() == null ? null : roster.getScene().getFocusOwner();
            roster.getChildren().setAll(ordered);
            if (focused != null && ordered.contains(focused)) {
                focused.requestFocus();
            }
        }
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
