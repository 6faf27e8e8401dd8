package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Command;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.meeting.MenuRow;
import dev.parley.desktop.ui.stage.ViewDialog;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** What opens above a call: the menu of what the bar has no room for, the choice of the view, and the question on leaving. */
final class CallDialogs {
    /** What is done when it is chosen there. */
    interface Actions extends ControlBar.Actions {
        void statistics();

        void settings();

        void mini();

        void problemReport();

        boolean isFullScreen();

        void switchFullScreen();
    }

    private final Call call;
    private final Shell shell;
    private final Texts texts;
    private final PeopleStage stage;
    private final Actions actions;

    CallDialogs(Call call, Shell shell, Texts texts, PeopleStage stage, Actions actions) {
        this.call = call;
        this.shell = shell;
        this.texts = texts;
        this.stage = stage;
        this.actions = actions;
    }

    /** @param narrow whether the bar leaves out what can be done more seldom */
    void openMore(boolean narrow, boolean sharing) {
        List<MenuRow> rows = new ArrayList<>();
        if (narrow && call.room().offered()) {
            if (call.room().may(Command.SEND_MEDIA)) {
                rows.add(new MenuRow(
                        "more-share", Drawing.SCREEN, sharing ? "share.stop" : "share.start", actions::share));
            }
            rows.add(new MenuRow("more-people", Drawing.PEOPLE, "call.people", actions::people));
            rows.add(new MenuRow("more-react", Drawing.SMILE, "reaction.title", actions::react));
        }
        if (narrow) {
            rows.add(new MenuRow("more-view", Drawing.GRID, "view.title", actions::view));
        }
        rows.add(new MenuRow("settings", Drawing.SETTINGS, "call.settings", actions::settings));
        rows.add(new MenuRow("more-mini", Drawing.MINI, "mini.title", actions::mini));
        rows.add(new MenuRow("problem-report", Drawing.WARNING, "problem.title", actions::problemReport));
        rows.add(new MenuRow("statistics-button", Drawing.STATISTICS, "call.statistics", actions::statistics));
        Button done = Buttons.text("more-done", Buttons.Kind.QUIET, texts.bound("dialog.done"), () -> {});
        var content = MenuRow.nodes(shell, texts, rows);
        shell.open(new Dialog("more-menu", texts.bound("more.title"), content, done)
                .focusing(content.getChildren().getFirst()));
    }

    void openView() {
        ViewDialog.open(shell, texts, stage.view(), stage::view, actions.isFullScreen(), actions::switchFullScreen);
    }

    void confirmLeaving() {
        Button stay = Buttons.text("leave-stay", Buttons.Kind.QUIET, texts.bound("leave.stay"), () -> {});
        Button leave = Buttons.text("leave-leave", Buttons.Kind.DANGER, texts.bound("leave.leave"), actions::leave);
        Label text = new Label();
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.textProperty().bind(texts.bound("leave.text"));
        shell.open(new Dialog("leave-dialog", texts.bound("leave.title"), text, stay, leave).focusing(leave));
    }

    /** What can be done with one's own tile. */
    void openOwn(String name) {
        MenuRow hide = new MenuRow(
                "menu-hide-self",
                Drawing.EYE,
                "view.hide-self",
                () -> stage.view(stage.view().withHideSelf(true)));
        Button done = Buttons.text("own-done", Buttons.Kind.QUIET, texts.bound("dialog.done"), () -> {});
        var content = MenuRow.nodes(shell, texts, List.of(pinning(PeopleStage.SELF), hide));
        var title = Bindings.createStringBinding(() -> texts.of("call.you", name), texts.language());
        shell.open(new Dialog("own-menu", title, content, done)
                .focusing(content.getChildren().getFirst()));
    }

    /** The line that makes somebody large, or not any more. */
    MenuRow pinning(String id) {
        return new MenuRow(
                "menu-pin", Drawing.PIN, stage.isPinned(id) ? "tile.unpin" : "tile.pin", () -> stage.togglePin(id));
    }
}
