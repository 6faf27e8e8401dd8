package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.Command;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.Seen;
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
import dev.parley.desktop.ui.share.ShareControl;
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
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import javafx.util.Subscription;

/** The call itself: shows it, and turns what the person does into its commands. */
public final class CallScreen extends StackPane implements AutoCloseable {
    private static final Duration LEVELS_EVERY = Duration.millis(150);
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
    private final String name;
    private final Shell shell;
    private final Texts texts;
    private final LocalDevices devices;
    private final PreferencesFile preferences;
    private final Actions actions;
    private final PeopleStage stage;
    private final ShareControl share;
    private final ConnectionBanner banner;
    private final News news = new News();
    private final StatisticsPanel statistics;
    private final CallOverlay overlay;
    private final CopyLinkButton copy;
    private final CallDialogs dialogs;
    private final ControlBar bar;
    private final MiniBar miniBar;
    private final CallLayout layout;
    private final MeetingView meeting;
    private final CallProgress progress;
    private final Timeline levels = new Timeline(new KeyFrame(LEVELS_EVERY, tick -> measure()));
    private final Subscription subscriptions;

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
        this.name = name;
        this.shell = shell;
        this.texts = texts;
        this.devices = devices;
        this.preferences = preferences;
        this.actions = actions;
        setId("call-screen");
        getStyleClass().add("call");
        Sounds sounds = new Sounds(devices, preferences);
        stage = new PeopleStage(name, texts, devices, ticks, preferences, call::figures, new StageActions());
        share = new ShareControl(devices.screen(), shell, texts, news::instruct);
        banner = new ConnectionBanner(texts, call::retryNow);
        statistics = new StatisticsPanel(call, stage.people(), texts);
        overlay = new CallOverlay(texts, devices, banner, share, news, statistics);
        copy = new CopyLinkButton(link, shell, texts);
        CallActions chosen = new CallActions();
        dialogs = new CallDialogs(call, shell, texts, stage, chosen);
        bar = new ControlBar(room, devices, texts, copy, chosen);
        meeting = new MeetingView(call, name, shell, texts, news, sounds, onLink, new Around());
        progress = new CallProgress(
                call,
                shell,
                texts,
                actions,
                stage,
                meeting,
                bar,
                overlay,
                banner,
                news,
                sounds,
                this::showInterruption);
        miniBar = new MiniBar(devices, texts, () -> mini(false));
        layout =
                new CallLayout(stage.pane(), overlay, meeting.panel(), bar.room(), bar.controls(), bar.link(), miniBar);
        getChildren().add(layout);
        widthProperty().subscribe(width -> {
            bar.narrow(width.doubleValue() < CallLayout.NARROW);
            bar.tight(width.doubleValue() < CallLayout.TIGHT);
        });
        Subscription all = texts.language().subscribe(language -> relabel(room));
        for (Device device : Device.values()) {
            all = all.and(devices.state(device).subscribe((before, now) -> deviceChanged(device, before, now)));
        }
        subscriptions = all.and(share.state().subscribe(state -> meeting.refresh()));
        progress.begin();
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
            case STATISTICS -> statistics.toggle();
            case HELP -> KeyTable.open(shell, texts, preferences);
            case LEAVE -> dialogs.confirmLeaving();
        }
    }

    /** Leaves, and frees everything but the devices. */
    @Override
    public void close() {
        // First deaf, then gone: leaving must not lead to yet another screen.
        progress.deafen();
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

    private void showInterruption() {
        pseudoClassStateChanged(INTERRUPTED, progress.interrupted());
    }

    private void relabel(String room) {
        setAccessibleText(texts.of("call.in-room", room));
        stage.relabel();
        progress.showCount();
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

    private final class StageActions implements PeopleStage.Actions {
        @Override
        public void openMenu(PersonTile tile) {
            CallScreen.this.openMenu(tile);
        }

        @Override
        public void openOwnMenu() {
            CallScreen.this.openOwnMenu();
        }

        @Override
        public void seen(List<Seen> pictures) {
            call.seen(pictures);
        }
    }

    private void openOwnMenu() {
        dialogs.openOwn(name);
    }

    private void openMenu(PersonTile tile) {
        List<MenuRow> rows = new ArrayList<>();
        rows.add(dialogs.pinning(tile.person().peerId()));
        rows.addAll(meeting.menuOf(tile));
        PersonMenu.open(shell, texts, preferences, tile, rows);
    }

    private final class CallActions implements CallDialogs.Actions {
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
            dialogs.openMore(getWidth() < CallLayout.NARROW, share.isSharing());
        }

        @Override
        public void view() {
            dialogs.openView();
        }

        @Override
        public void statistics() {
            statistics.toggle();
        }

        @Override
        public void settings() {
            actions.settings();
        }

        @Override
        public void mini() {
            CallScreen.this.mini(true);
        }

        @Override
        public void problemReport() {
            actions.problemReport(call, news::instruct);
        }

        @Override
        public boolean isFullScreen() {
            return actions.isFullScreen();
        }

        @Override
        public void switchFullScreen() {
            actions.fullScreen(!actions.isFullScreen());
        }

        @Override
        public void leave() {
            call.leave();
        }
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
        public void openOwnMenu() {
            CallScreen.this.openOwnMenu();
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
}
