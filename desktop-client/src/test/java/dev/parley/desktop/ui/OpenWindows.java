package dev.parley.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.tile.Tile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.assertj.core.api.ThrowingConsumer;

/** The windows before doubles, and what tests do with them. Its methods are for the test's thread. */
final class OpenWindows implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(20); // for a slow machine; never waited for in full

    final OpenerDouble opener = new OpenerDouble();
    final Path preferences;
    private final Stage stage;
    private final DesktopWindows windows;

    /** @param remembered the content of the preferences' file */
    OpenWindows(Stage stage, String remembered) throws Exception {
        this(stage, remembered, opener -> {});
    }

    /** As when the command line says that the other devices are to be none. */
    OpenWindows(Stage stage, String remembered, Set<Device> on) throws Exception {
        this(stage, remembered, opener -> {}, on);
    }

    OpenWindows(Stage stage, String remembered, ThrowingConsumer<OpenerDouble> before) throws Exception {
        this(stage, remembered, before, Set.of(Device.CAMERA, Device.MICROPHONE));
    }

    private OpenWindows(Stage stage, String remembered, ThrowingConsumer<OpenerDouble> before, Set<Device> on)
            throws Exception {
        this.stage = stage;
        before.accept(opener);
        preferences = Files.createTempDirectory("parley").resolve("preferences.json");
        Files.writeString(preferences, remembered);
        windows = onWindow(() -> new DesktopWindows(stage, opener, preferences));
        onWindow(() -> {
            windows.show("", "", "", on);
            stage.setWidth(1000);
            stage.setHeight(700);
            stage.toFront();
            stage.requestFocus();
            return null;
        });
        settle();
    }

    /** Joins with what is in the fields; these others are there already. */
    CallDouble enter(PersonDouble... others) {
        press("#join-button");
        CallDouble call = opener.last().call();
        for (PersonDouble other : others) {
            call.join(other);
        }
        call.become(new CallState.Joined(false));
        see("#call-screen");
        settle();
        return call;
    }

    void resize(double width, double height) {
        onWindow(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return null;
        });
        eventually(() -> assertThat(onWindow(() -> stage.getScene().getWidth())).isEqualTo(width));
        settle();
    }

    /** Presses a button as a screen reader does. */
    void press(String id) {
        onWindow(() -> {
            ((Button) find(id)).fire();
            return null;
        });
        settle();
    }

    void type(String id, String text) {
        onWindow(() -> {
            ((TextField) find(id)).setText(text);
            return null;
        });
        settle();
    }

    String textOf(String id) {
        return onWindow(() -> {
            Node node = find(id);
            return node instanceof TextInputControl field ? field.getText() : ((Labeled) node).getText();
        });
    }

    boolean isSeen(String id) {
        return onWindow(() -> {
            Node node = stage.getScene().getRoot().lookup(id);
            for (Node at = node; at != null; at = at.getParent()) {
                if (!at.isVisible()) {
                    return false;
                }
            }
            return node != null;
        });
    }

    /** Waits until it is there. */
    void see(String id) {
        eventually(() -> assertThat(isSeen(id)).as(id).isTrue());
    }

    void eventually(org.awaitility.core.ThrowingRunnable fact) {
        await().atMost(LONG).untilAsserted(fact);
    }

    boolean hasFocus(String id) {
        return onWindow(() -> {
            Node owner = stage.getScene().getFocusOwner();
            return owner != null && id.equals("#" + owner.getId());
        });
    }

    void focus(String id) {
        onWindow(() -> {
            find(id).requestFocus();
            return null;
        });
    }

    List<Tile> tiles() {
        return onWindow(() -> all(stage.getScene().getRoot(), Tile.class));
    }

    <T extends Node> List<T> every(Class<T> type) {
        return onWindow(() -> all(stage.getScene().getRoot(), type));
    }

    Tile tileOf(String name) {
        return tiles().stream()
                .filter(tile -> tile.shownName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a screen reader says of it. */
    String accessibleTextOf(String id) {
        return onWindow(() -> find(id).getAccessibleText());
    }

    /** Switches a box, the id without "#". */
    void check(String id) {
        CheckBox box = named(CheckBox.class, id);
        onWindow(() -> {
            box.fire();
            return null;
        });
    }

    /** Chooses a line of a list, the id without "#". */
    void choose(String id, int index) {
        ComboBox<?> box = named(ComboBox.class, id);
        onWindow(() -> {
            box.getSelectionModel().select(index);
            return null;
        });
        settle();
    }

    /** One of this type, in what scrolls too; the id without "#". */
    <T extends Node> T named(Class<T> type, String id) {
        return every(type).stream()
                .filter(each -> id.equals(each.getId()))
                .findFirst()
                .orElseThrow();
    }

    /** What the window says of what happens. */
    List<String> news() {
        return onWindow(() -> ((Parent) find("#news"))
                .getChildrenUnmodifiable().stream()
                        .map(line -> ((Labeled) line).getText())
                        .toList());
    }

    Stage stage() {
        return stage;
    }

    DesktopWindows windows() {
        return windows;
    }

    /** What is in the window now has been laid out, and what was asked for has been done. */
    void settle() {
        for (int i = 0; i < 3; i++) {
            onWindow(() -> {
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
                return null;
            });
        }
    }

    @Override
    public void close() {
        onWindow(() -> {
            windows.close();
            return null;
        });
    }

    private Node find(String id) {
        Node node = stage.getScene().getRoot().lookup(id);
        assertThat(node).as(id).isNotNull();
        return node;
    }

    private static <T extends Node> List<T> all(Parent parent, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (type.isInstance(child)) {
                found.add(type.cast(child));
            }
            if (child instanceof Parent inner) {
                found.addAll(all(inner, type));
            }
        }
        return found;
    }

    static <T> T onWindow(Callable<T> act) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(act.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }
}
