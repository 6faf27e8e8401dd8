package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.Command;
import dev.parley.desktop.call.LocalMedia.Chime;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.LocalMedia.Processing;
import dev.parley.desktop.call.LocalMedia.VideoCodec;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.PasswordDialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.device.DeviceSentences;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.meeting.MenuRow;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.preferences.ViewChoice;
import dev.parley.desktop.ui.settings.KeyTable;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.settings.Sounds;
import dev.parley.desktop.ui.share.ShareBar;
import dev.parley.desktop.ui.share.ShareControl;
import dev.parley.desktop.ui.stage.ViewDialog;
import dev.parley.desktop.ui.text.Texts;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;

/** The call itself: shows it, and turns what the person does into its commands. */
public final class CallScreen extends StackPane implements AutoCloseable {
    private static final Duration LEVELS_EVERY = Duration.millis(150);
    private static final int MINUTES_FROM_SECONDS = 120; // "within 2 minutes" is the shortest time in minutes
    private static final PseudoClass INTERRUPTED = PseudoClass.getPseudoClass("interrupted");

    /** Where this screen leads to. */
    public interface Actions {
        /** Opens the settings. */
        void settings();

        /** Whether the window covers the screen. */
        boolean isFullScreen();

        /** Makes the window small and above all others, or as it was. */
        void mini(boolean small);

        /** Saves what helps to find a fault; {@code say} is given sentences about it. */
        void problemReport(Call call, Consumer<String> say);

        /** Lets the window cover the screen, or not any more. */
        void fullScreen(boolean whole);

        /** Somebody who may do that switched this off. */
        void silenced(Device device);

        /** The call is over. */
        void over(CallState state);
    }

    private final Call call;
    private final Shell shell;
    private final Texts texts;
    private final LocalDevices devices;
    private final PreferencesFile preferences;
    private final Actions actions;
    private final PeopleStage stage;
    private final ShareControl share;
    private final ConnectionBanner banner;
    private final News news = new News();
    private final Sounds sounds;
    private final Label waiting = new Label();
    private final StatisticsPanel statistics;
    private final CopyLinkButton copy;
    private final ControlBar bar;
    private final MiniBar miniBar;
    private final CallLayout layout;
    private final MeetingView meeting;
    private final Timeline levels = new Timeline(new KeyFrame(LEVELS_EVERY, tick -> measure()));
    private final Subscription subscriptions;
    private CallState state;
    private boolean closed;

    /**
     * @param name one's own, as the others see it
     * @param link the join link of the room
     * @param onLink opens a link that somebody wrote
     */
    public CallScreen(
            Call call,
            String room,
            String name,
            String link,
            Shell shell,
            Texts texts,
            LocalDevices devices,
            PictureTicks ticks,
            PreferencesFile preferences,
            Consumer<URI> onLink,
            Actions actions) {
        this.call = call;
        this.shell = shell;
        this.texts = texts;
        this.devices = devices;
        this.preferences = preferences;
        this.actions = actions;
        state = call.state();
        setId("call-screen");
        getStyleClass().add("call");
        sounds = new Sounds(devices, preferences);
        stage = new PeopleStage(
                name,
                texts,
                devices,
                ticks,
                preferences,
                this::openMenu,
                call::seen,
                () -> call.figures().rttMillis());
        share = new ShareControl(devices.screen(), shell, texts, news::instruct);
        banner = new ConnectionBanner(texts, call::retryNow);
        statistics = new StatisticsPanel(call, stage.people(), texts);
        copy = new CopyLinkButton(link, shell, texts);
        bar = new ControlBar(room, devices, texts, copy, new BarActions());
        meeting = new MeetingView(call, name, shell, texts, news, sounds, onLink, new Around());
        miniBar = new MiniBar(devices, texts, () -> mini(false));
        layout = new CallLayout(
                stage.pane(), overlay(), meeting.panel(), bar.room(), bar.controls(), bar.link(), miniBar);
        getChildren().add(layout);
        widthProperty().subscribe(width -> bar.narrow(width.doubleValue() < CallLayout.NARROW));
        Subscription all = texts.language().subscribe(language -> relabel(room));
        for (Device device : Device.values()) {
            all = all.and(devices.state(device).subscribe((before, now) -> deviceChanged(device, before, now)));
        }
        subscriptions = all.and(share.state().subscribe(state -> meeting.refresh()));
        call.listen(new CallEvents(new Listener()));
        call.participants().forEach(stage::add);
        showState(call.state());
        levels.setCycleCount(Animation.INDEFINITE);
        levels.play();
    }

    /** Puts the focus where a screen reader says where one is, and the switches come next. */
    public void begin() {
        requestFocus();
    }

    /** The window is hidden, or not any more. */
    public void hidden(boolean is) {
        stage.hidden(is);
    }

    private void mini(boolean small) {
        meeting.panel().hide();
        stage.single(small);
        layout.mini(small);
        actions.mini(small);
    }

    /** The window is large again, if it was small. */
    public void large() {
        if (layout.isMini()) {
            mini(false);
        }
    }

    /** What a key means here. */
    public void shortcut(Shortcut shortcut) {
        switch (shortcut) {
            case MUTE -> devices.toggle(Device.MICROPHONE);
            case CAMERA -> devices.toggle(Device.CAMERA);
            case CHAT -> meeting.toggleChat();
            case HAND -> meeting.toggleHand();
            case SHARE -> toggleShare();
            case VIEW -> switchView();
            case COPY_LINK -> copy.copy();
            case STATISTICS -> toggleStatistics();
            case HELP -> KeyTable.open(shell, texts, preferences);
            case LEAVE -> confirmLeaving();
        }
    }

    /** Leaves, and frees everything but the devices. */
    @Override
    public void close() {
        // First deaf, then gone: leaving must not lead to yet another screen.
        closed = true;
        subscriptions.unsubscribe();
        levels.stop();
        statistics.close();
        banner.close();
        news.close();
        bar.close();
        miniBar.close();
        share.close();
        stage.close();
        call.close();
    }

    private StackPane overlay() {
        waiting.setId("waiting");
        waiting.getStyleClass().add("waiting");
        waiting.setWrapText(true);
        waiting.setMinHeight(USE_PREF_SIZE);
        waiting.managedProperty().bind(waiting.visibleProperty());
        Notes notes = new Notes(texts);
        if (devices.videoCodec() == VideoCodec.PURE_JAVA) {
            notes.add("note.pure-java");
        }
        if (devices.processing() == Processing.MISSING) {
            notes.add("note.headphones");
        }
        VBox middle = new VBox(10, banner, new ShareBar(share, texts), waiting, notes, news);
        middle.setAlignment(Pos.TOP_CENTER);
        middle.setPickOnBounds(false);
        StackPane overlay = new StackPane(middle, statistics);
        overlay.getStyleClass().add("overlay");
        overlay.setPickOnBounds(false);
        StackPane.setAlignment(statistics, Pos.BOTTOM_LEFT);
        return overlay;
    }

    private void openMenu(PersonTile tile) {
        List<MenuRow> rows = new ArrayList<>();
        String peerId = tile.person().peerId();
        rows.add(new MenuRow(
                "menu-pin",
                Drawing.PIN,
                stage.isPinned(peerId) ? "tile.unpin" : "tile.pin",
                () -> stage.togglePin(peerId)));
        rows.addAll(meeting.menuOf(tile));
        PersonMenu.open(shell, texts, preferences, tile, rows);
    }

    private void removed(Participant participant) {
        stage.remove(participant).ifPresent(tile -> {
            showCount();
            if (state instanceof CallState.Joined) {
                sounds.play(Chime.LEAVE);
                news.say(texts.of("call.left", tile.personName()));
            }
        });
    }

    private void showState(CallState next) {
        state = next;
        banner.show(next);
        pseudoClassStateChanged(
                INTERRUPTED, next instanceof CallState.Repairing || next instanceof CallState.Reconnecting);
        showCount();
        if (next instanceof CallState.PasswordAsked asked) {
            shell.open(PasswordDialog.of(
                    texts, PasswordDialog.toEnter(asked.wrong()), false, call::givePassword, call::leave));
        }
        if (next instanceof CallState.Left
                || next instanceof CallState.Refused
                || next instanceof CallState.Untrusted) {
            actions.over(next);
        }
    }

    private void showCount() {
        boolean alone = stage.people().isEmpty() && state instanceof CallState.Joined;
        boolean joining = state instanceof CallState.Joining;
        bar.showCount(stage.people().size() + 1);
        meeting.refresh();
        bar.alone(alone);
        boolean knocking = state instanceof CallState.Knocking;
        waiting.setVisible(alone || joining || knocking);
        waiting.setText(texts.of(knocking ? "lobby.title" : joining ? "join.joining" : "call.alone"));
    }

    private void relabel(String room) {
        setAccessibleText(texts.of("call.in-room", room));
        stage.relabel();
        showCount();
    }

    private void toggleStatistics() {
        statistics.toggle();
    }

    private void toggleShare() {
        if (share.isSharing() || call.room().may(Command.SEND_MEDIA)) {
            share.toggle();
        }
    }

    private void switchView() {
        boolean speaker = stage.switchView().mode() == ViewChoice.Mode.SPEAKER;
        news.say(texts.of(speaker ? "view.speaker-said" : "view.grid-said"));
    }

    private void openView() {
        ViewDialog.open(
                shell,
                texts,
                stage.view(),
                stage::view,
                actions.isFullScreen(),
                () -> actions.fullScreen(!actions.isFullScreen()));
    }

    private void deviceChanged(Device device, LocalDevices.State before, LocalDevices.State now) {
        stage.showSelf();
        meeting.refresh();
        Optional<Problem> problem = now.problem();
        if (problem.isPresent() && !problem.equals(before.problem())) {
            news.instruct(texts.of(DeviceSentences.inCall(device, problem.get())));
        }
    }

    private void measure() {
        stage.measure();
    }

    private void confirmLeaving() {
        Button stay = Buttons.text("leave-stay", Buttons.Kind.QUIET, texts.bound("leave.stay"), () -> {});
        Button leave = Buttons.text("leave-leave", Buttons.Kind.DANGER, texts.bound("leave.leave"), call::leave);
        Label text = new Label();
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.textProperty().bind(texts.bound("leave.text"));
        shell.open(new Dialog("leave-dialog", texts.bound("leave.title"), text, stay, leave).focusing(leave));
    }

    private final class BarActions implements ControlBar.Actions {
        @Override
        public void share() {
            toggleShare();
        }

        @Override
        public void hand() {
            meeting.toggleHand();
        }

        @Override
        public void react() {
            meeting.openReactions();
        }

        @Override
        public void chat() {
            meeting.toggleChat();
        }

        @Override
        public void people() {
            meeting.togglePeople();
        }

        @Override
        public void more() {
            openMore();
        }

        @Override
        public void view() {
            openView();
        }

        @Override
        public void leave() {
            call.leave();
        }
    }

    /** What the bar has no room for. */
    private void openMore() {
        List<MenuRow> rows = new ArrayList<>();
        if (getWidth() < CallLayout.NARROW && call.room().offered()) {
            if (call.room().may(Command.SEND_MEDIA)) {
                rows.add(new MenuRow(
                        "more-share",
                        Drawing.SCREEN,
                        share.isSharing() ? "share.stop" : "share.start",
                        this::toggleShare));
            }
            rows.add(new MenuRow("more-people", Drawing.PEOPLE, "call.people", meeting::togglePeople));
            rows.add(new MenuRow("more-react", Drawing.SMILE, "reaction.title", meeting::openReactions));
        }
        if (getWidth() < CallLayout.NARROW) {
            rows.add(new MenuRow("more-view", Drawing.GRID, "view.title", this::openView));
        }
        rows.add(new MenuRow("settings", Drawing.SETTINGS, "call.settings", actions::settings));
        rows.add(new MenuRow("more-mini", Drawing.MINI, "mini.title", () -> mini(true)));
        rows.add(new MenuRow(
                "problem-report", Drawing.WARNING, "problem.title", () -> actions.problemReport(call, news::instruct)));
        rows.add(new MenuRow("statistics-button", Drawing.STATISTICS, "call.statistics", this::toggleStatistics));
        Button done = Buttons.text("more-done", Buttons.Kind.QUIET, texts.bound("dialog.done"), () -> {});
        var content = MenuRow.nodes(shell, texts, rows);
        shell.open(new Dialog("more-menu", texts.bound("more.title"), content, done)
                .focusing(content.getChildren().getFirst()));
    }

    private final class Around implements MeetingView.Surroundings {
        @Override
        public List<PersonTile> people() {
            return stage.people();
        }

        @Override
        public void showSelf(int hand) {
            stage.self().hand(hand);
        }

        @Override
        public void reactSelf(Drawing drawing, String words) {
            stage.self().react(drawing, words);
        }

        @Override
        public boolean sharing() {
            return share.isSharing();
        }

        @Override
        public boolean muted() {
            return !devices.isOn(Device.MICROPHONE);
        }

        @Override
        public void openMenu(PersonTile tile) {
            CallScreen.this.openMenu(tile);
        }

        @Override
        public void spotlight(Optional<String> peerId) {
            stage.spotlight(peerId);
        }

        @Override
        public void speaker(String peerId) {
            stage.speaker(peerId);
        }

        @Override
        public void buttons(ControlBar.Meeting shown) {
            bar.show(shown);
        }
    }

    private static String drainingText(Texts texts, int seconds) {
        return seconds < MINUTES_FROM_SECONDS
                ? texts.of("call.draining.seconds", seconds)
                : texts.of("call.draining.minutes", Math.ceilDiv(seconds, 60));
    }

    private final class Listener implements CallEvents.Listener {
        @Override
        public boolean deaf() {
            return closed;
        }

        @Override
        public void state(CallState next) {
            showState(next);
        }

        @Override
        public void added(Participant participant) {
            stage.add(participant);
            showCount();
            if (state instanceof CallState.Joined) {
                sounds.play(Chime.JOIN);
                stage.tileOf(participant.peerId())
                        .ifPresent(tile -> news.say(texts.of("call.joined", tile.personName())));
            }
        }

        @Override
        public void changed(Participant participant) {
            stage.changed(participant);
            meeting.refresh();
        }

        @Override
        public void removed(Participant participant) {
            CallScreen.this.removed(participant);
        }

        @Override
        public void room(RoomEvent event) {
            if (event instanceof RoomEvent.Silenced silenced) {
                actions.silenced(silenced.device());
            }
            meeting.happened(event);
        }

        @Override
        public void draining(int seconds) {
            news.instruct(drainingText(texts, seconds));
        }
    }
}
