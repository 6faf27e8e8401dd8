package dev.parley.desktop.ui.join;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks whether a server with an authority of its own is the right one; or says that it is not the one it was. */
public final class TrustDialog {
    private static final int PAIRS_IN_A_ROW = 8;

    private TrustDialog() {}

    /** @param trust what happens when the person trusts it; an authority that has changed cannot be trusted here */
    public static Dialog of(Texts texts, CallState.Untrusted server, Runnable trust) {
        boolean changed = server.changed();
        VBox content = new VBox(
                10,
                words("trust-text", texts.of(changed ? "trust.changed" : "trust.unknown", server.host())),
                fingerprint(server.fingerprint(), texts.of("trust.fingerprint")));
        Button cancel = Buttons.text(
                "trust-cancel",
                changed ? Buttons.Kind.PRIMARY : Buttons.Kind.QUIET,
                texts.bound("join.cancel"),
                () -> {});
        if (changed) {
            return new Dialog("trust-changed", texts.bound("trust.changed-title"), content, cancel);
        }
        Button yes = Buttons.text("trust-yes", Buttons.Kind.PRIMARY, texts.bound("trust.yes"), trust);
        return new Dialog("trust-dialog", texts.bound("trust.title"), content, cancel, yes).focusing(cancel);
    }

    private static Label words(String id, String text) {
        Label label = new Label(text);
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** In rows of eight pairs, to be compared and to be copied. */
    private static TextArea fingerprint(String fingerprint, String name) {
        StringBuilder rows = new StringBuilder();
        String[] pairs = fingerprint.split(":", -1);
        for (int i = 0; i < pairs.length; i++) {
            rows.append(i == 0 ? "" : i % PAIRS_IN_A_ROW == 0 ? "\n" : ":").append(pairs[i]);
        }
        TextArea area = new TextArea(rows.toString());
        area.setId("trust-fingerprint");
        area.setEditable(false);
        area.setPrefRowCount(pairs.length / PAIRS_IN_A_ROW);
        area.setAccessibleText(name);
        area.getStyleClass().add("fingerprint");
        return area;
    }
}
