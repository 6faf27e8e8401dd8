package dev.parley.desktop.ui.share;

import dev.parley.desktop.call.LocalScreen.Choice;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;

/** Lets a person draw a frame on any screen: each is covered by a shade until one is drawn or Escape is pressed. */
final class RegionPicker {
    private final Texts texts;
    private final List<Choice> choices;
    private final Consumer<Choice> onPicked;
    private final List<RegionShade> shades = new ArrayList<>();

    /**
     * Not open yet.
     *
     * @param choices the screens in the system's own coordinates
     * @param onPicked is given what was drawn, in those too
     */
    RegionPicker(Texts texts, List<Choice> choices, Consumer<Choice> onPicked) {
        this.texts = texts;
        this.choices = choices;
        this.onPicked = onPicked;
    }

    void open() {
        for (Screen screen : Screen.getScreens()) {
            RegionShade shade = new RegionShade(
                    screen,
                    texts.of("share.region"),
                    texts.of("share.region-hint"),
                    frame -> {
                        close();
                        onPicked.accept(inSystem(screen.getBounds(), frame));
                    },
                    this::close);
            shades.add(shade);
            shade.open();
        }
        shades.getFirst().focus();
    }

    private void close() {
        shades.forEach(RegionShade::close);
        shades.clear();
    }

    /** Screens may be scaled: what was drawn is as much of the system's screen as it is of JavaFX's. */
    private Choice inSystem(Rectangle2D bounds, Rectangle2D frame) {
        Choice screen = choices.stream()
                .min(Comparator.comparingDouble(
                        each -> Math.abs(each.x() - bounds.getMinX()) + Math.abs(each.y() - bounds.getMinY())))
                .orElseThrow();
        double across = screen.width() / bounds.getWidth();
        double down = screen.height() / bounds.getHeight();
        return new Choice(
                screen.name(),
                screen.x() + (int) Math.round(frame.getMinX() * across),
                screen.y() + (int) Math.round(frame.getMinY() * down),
                (int) Math.round(frame.getWidth() * across),
                (int) Math.round(frame.getHeight() * down));
    }
}
