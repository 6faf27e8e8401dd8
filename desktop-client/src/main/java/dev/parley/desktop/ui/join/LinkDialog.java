package dev.parley.desktop.ui.join;

import dev.parley.desktop.call.Place;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Asks before a link is followed that came from outside; or says that it leads nowhere. */
public final class LinkDialog {
    private LinkDialog() {}

    /**
     * Asks.
     *
     * @param inCall whether a call has to be left
     * @param isNew whether this computer has not been on that server before
     * @param follow what happens when the person wants it
     */
    public static Dialog of(Texts texts, Place place, boolean inCall, boolean isNew, Runnable follow) {
        String server = place.server().toString();
        List<String> sentences = new ArrayList<>();
        if (inCall) {
            sentences.add(texts.of("open.leave", place.room(), server));
        }
        if (isNew) {
            sentences.add(inCall ? texts.of("open.new-too") : texts.of("open.new", place.room(), server));
        }
        Label content = words(String.join("\n\n", sentences));
        Button stay = Buttons.text(
                "link-stay", Buttons.Kind.QUIET, texts.bound(inCall ? "open.stay" : "join.cancel"), () -> {});
        Button go = Buttons.text(
                "link-go", inCall ? Buttons.Kind.DANGER : Buttons.Kind.PRIMARY, texts.bound("open.go"), follow);
        String title = inCall ? "open.leave-title" : "open.new-title";
        return new Dialog("link-asked", texts.bound(title), content, stay, go).focusing(stay);
    }

    /** For a link that cannot be followed. */
    public static Dialog wrong(Texts texts) {
        Button done = Buttons.text("link-wrong-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        return new Dialog("link-wrong", texts.bound("open.wrong-title"), words(texts.of("open.wrong")), done);
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setId("link-text");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
