package dev.parley.desktop.ui.call;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Short news ("Ada joined"), shown for a moment. */
final class News extends VBox {
    private static final Duration SHOWN = Duration.seconds(4);
    private static final Duration INSTRUCTION_SHOWN = Duration.seconds(15); // to be read twice and followed
    private static final int MOST_SHOWN = 3;

    private final List<PauseTransition> timers = new ArrayList<>();

    News() {
        super(8);
        setId("news");
        setAlignment(Pos.TOP_CENTER);
        setMaxSize(480, USE_PREF_SIZE);
        setMouseTransparent(true);
    }

    void say(String text) {
        show(text, SHOWN);
    }

    /** News that says what to do, and stays longer. */
    void instruct(String text) {
        show(text, INSTRUCTION_SHOWN);
    }

    /** What is shown now, the oldest first. */
    List<String> shown() {
        return getChildren().stream().map(line -> ((Label) line).getText()).toList();
    }

    void close() {
        timers.forEach(PauseTransition::stop);
        timers.clear();
    }

    private void show(String text, Duration duration) {
        Label line = new Label(text);
        line.getStyleClass().add("news-line");
        line.setWrapText(true);
        line.setMinHeight(USE_PREF_SIZE);
        line.setAccessibleRole(AccessibleRole.TEXT);
        // Said once more it is shown once.
        getChildren().removeIf(shown -> ((Label) shown).getText().equals(text));
        getChildren().add(line);
        while (getChildren().size() > MOST_SHOWN) {
            getChildren().removeFirst();
        }
        PauseTransition timer = new PauseTransition(duration);
        timers.add(timer);
        timer.setOnFinished(over -> {
            timers.remove(timer);
            getChildren().remove(line);
        });
        timer.play();
    }
}
