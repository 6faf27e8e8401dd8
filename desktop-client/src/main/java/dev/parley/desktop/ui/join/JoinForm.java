package dev.parley.desktop.ui.join;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.call.ServerAddress;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.LabelledField;
import dev.parley.desktop.ui.control.LimitedField;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.device.DeviceSentences;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.preferences.Preferences;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tile.PersonName;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where to, under which name, and the button that joins. */
final class JoinForm extends VBox implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom(); // a room's name is also what keeps strangers out

    private final Texts texts;
    private final LocalDevices devices;
    private final JoinScreen.Actions actions;
    private final LabelledField server;
    private final LabelledField room;
    private final LabelledField name;
    private final Button join;
    private final Button cancel;
    private final DeviceTrouble trouble;
    private final BooleanProperty busy = new SimpleBooleanProperty();
    /** Where the last link led; it counts while the fields still say the same. */
    private final ObjectProperty<@Nullable Place> opened = new SimpleObjectProperty<>();

    JoinForm(
            Texts texts,
            LocalDevices devices,
            Preferences remembered,
            JoinScreen.Actions actions,
            Consumer<String> onName) {
        super(18);
        this.texts = texts;
        this.devices = devices;
        this.actions = actions;
        getStyleClass().addAll("card", "join-form");
        server = field("join-server", new ServerField(this::splitLink), "join.server", "join.server.placeholder");
        room = field("join-room", new LimitedField(RoomName.MAX_LENGTH), "join.room", "join.room.placeholder");
        name = field("join-name", new LimitedField(PersonName.MAX_LENGTH), "join.name", "join.name.placeholder");
        name.text().addListener((text, before, now) -> onName.accept(now));
        join = Buttons.text("join-button", Buttons.Kind.PRIMARY, joinLabel(), this::submit);
        cancel = Buttons.text("join-cancel", Buttons.Kind.QUIET, texts.bound("join.cancel"), this::cancel);
        trouble = new DeviceTrouble(devices, texts);
        for (Button button : new Button[] {join, cancel}) {
            button.setMaxWidth(Double.MAX_VALUE);
        }
        cancel.visibleProperty().bind(busy);
        cancel.managedProperty().bind(busy);
        for (Node part : new Node[] {server, room, name, join}) {
            part.disableProperty().bind(busy);
        }
        VBox where = new VBox(6, roomRow(), invitation());
        getChildren().addAll(heading(), server, where, name, trouble, new VBox(10, join, cancel));
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER && !busy.get()) {
                key.consume();
                submit();
            }
        });
        prefill(remembered.server(), remembered.room(), remembered.name());
        if (room.text().get().isEmpty()) {
            room.text().set(RoomName.suggest(RANDOM));
        }
    }

    void begin() {
        if (server.text().get().isEmpty()) {
            server.focus();
        } else if (name.text().get().isEmpty()) {
            name.focus();
        } else {
            join.requestFocus();
        }
    }

    void prefill(String newServer, String newRoom, String newName) {
        setUnlessEmpty(server, newServer);
        setUnlessEmpty(room, newRoom);
        splitTypedLink();
        setUnlessEmpty(name, newName);
    }

    /** Fills in where a link leads. */
    void open(Place place) {
        server.text().set(place.server().toString());
        room.text().set(place.room());
        opened.set(place);
    }

    void failed(JoinProblem problem) {
        idle();
        LabelledField field = switch (problem.where()) {
            case SERVER -> server;
            case ROOM -> room;
        };
        field.complain(texts.bound(problem.sentence()));
    }

    void idle() {
        busy.set(false);
    }

    @Override
    public void close() {
        trouble.close();
    }

    void submit() {
        splitTypedLink();
        Optional<ServerAddress> address = ServerAddress.parse(server.text().get());
        Optional<Place> linked = linked();
        String roomName = linked.map(Place::room)
                .orElseGet(() -> RoomName.tidy(room.text().get()));
        String personName = PersonName.tidy(name.text().get());
        if (server.text().get().isBlank()) {
            server.complain(texts.bound("join.server.empty"));
        } else if (address.isEmpty()) {
            server.complain(texts.bound("join.server.wrong"));
        } else if (roomName.isEmpty()) {
            room.complain(texts.bound("join.room.empty"));
        } else if (personName.isEmpty()) {
            name.complain(texts.bound("join.name.empty"));
        } else {
            server.clear();
            room.clear();
            name.clear();
            busy.set(true);
            cancel.requestFocus();
            Place place = linked.orElseGet(() -> new Place(address.get().server(), roomName));
            actions.join(new JoinRequest(place, personName));
        }
    }

    private void cancel() {
        actions.cancel();
        idle();
        join.requestFocus();
    }

    /** A pasted join link becomes a server and a room; the cursor goes where something is still missing. */
    private boolean splitLink(String pasted) {
        Optional<Place> place = ServerAddress.parse(pasted).flatMap(ServerAddress::place);
        place.ifPresent(where -> {
            open(where);
            begin();
        });
        return place.isPresent();
    }

    private void splitTypedLink() {
        ServerAddress.parse(server.text().get()).flatMap(ServerAddress::place).ifPresent(this::open);
    }

    /** Where the link led, unless something else was typed since: an invitation is for its room only. */
    private Optional<Place> linked() {
        return Optional.ofNullable(opened.get())
                .filter(place -> server.text().get().equals(place.server().toString())
                        && room.text().get().equals(place.room()));
    }

    private Label invitation() {
        Label label = new Label();
        label.setId("join-invitation");
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.textProperty().bind(texts.bound("join.invitation"));
        label.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> linked().filter(place -> place.token().isGiven()).isPresent(),
                        opened,
                        server.text(),
                        room.text()));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private VBox heading() {
        Label title = new Label();
        title.getStyleClass().add("join-title");
        title.textProperty().bind(texts.bound("join.title"));
        Label lead = new Label();
        lead.getStyleClass().add("muted");
        lead.textProperty().bind(texts.bound("join.lead"));
        for (Label label : new Label[] {title, lead}) {
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
        }
        return new VBox(6, title, lead);
    }

    private StackPane roomRow() {
        RoundButton suggest = new RoundButton(
                        "suggest-room", Drawing.SHUFFLE, () -> room.text().set(RoomName.suggest(RANDOM)))
                .styled("bare")
                .labelled(texts.bound("join.room.suggest"));
        suggest.disableProperty().bind(busy);
        StackPane row = new StackPane(room, suggest);
        StackPane.setAlignment(suggest, Pos.TOP_RIGHT);
        suggest.getStyleClass().add("in-field");
        return row;
    }

    private StringBinding joinLabel() {
        var camera = devices.state(Device.CAMERA);
        var microphone = devices.state(Device.MICROPHONE);
        return Bindings.createStringBinding(
                () -> {
                    Optional<Problem> noCamera = camera.get().problem();
                    Optional<Problem> noMicrophone = microphone.get().problem();
                    return texts.of(busy.get() ? "join.joining" : DeviceSentences.joinLabel(noCamera, noMicrophone));
                },
                camera,
                microphone,
                busy,
                texts.language());
    }

    private LabelledField field(String id, LimitedField field, String label, String placeholder) {
        return new LabelledField(id, field, texts.bound(label), texts.bound(placeholder));
    }

    private static void setUnlessEmpty(LabelledField field, String text) {
        if (!text.isEmpty()) {
            field.text().set(text);
        }
    }
}
