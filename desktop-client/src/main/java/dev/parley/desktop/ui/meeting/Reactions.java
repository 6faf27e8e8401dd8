package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.protocol.signaling.Reaction;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.layout.FlowPane;

/** Lets one react without words. */
public final class Reactions {
    private Reactions() {}

    /** Opens them all. */
    public static void open(Shell shell, Texts texts, Consumer<Reaction> onReaction) {
        FlowPane all = new FlowPane(6, 8);
        all.setAlignment(Pos.CENTER);
        for (Reaction reaction : Reaction.values()) {
            all.getChildren()
                    .add(new RoundButton(
                                    "reaction-" + reaction.name().toLowerCase(Locale.ROOT), drawingOf(reaction), () -> {
                                        shell.closeDialog();
                                        onReaction.accept(reaction);
                                    })
                            .styled("reaction")
                            .labelled(texts.bound(meaningOf(reaction))));
        }
        var cancel = Buttons.text("reactions-close", Buttons.Kind.QUIET, texts.bound("join.cancel"), () -> {});
        shell.open(new Dialog("reactions", texts.bound("reaction.title"), all, cancel)
                .focusing(all.getChildren().getFirst()));
    }

    /** As a drawing: not every system has letters for these. */
    public static Drawing drawingOf(Reaction reaction) {
        return switch (reaction) {
            case THUMBS_UP -> Drawing.THUMBS_UP;
            case THUMBS_DOWN -> Drawing.THUMBS_DOWN;
            case CLAP -> Drawing.CLAP;
            case HEART -> Drawing.HEART;
            case LAUGH -> Drawing.LAUGH;
            case SURPRISE -> Drawing.SURPRISE;
            case PARTY -> Drawing.PARTY;
        };
    }

    /** The key of what it is called. */
    public static String meaningOf(Reaction reaction) {
        return switch (reaction) {
            case THUMBS_UP -> "reaction.up";
            case THUMBS_DOWN -> "reaction.down";
            case CLAP -> "reaction.clap";
            case HEART -> "reaction.heart";
            case LAUGH -> "reaction.laugh";
            case SURPRISE -> "reaction.surprise";
            case PARTY -> "reaction.party";
        };
    }
}
