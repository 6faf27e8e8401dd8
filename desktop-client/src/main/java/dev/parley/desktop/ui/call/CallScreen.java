package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.LocalMedia.Processing;
import dev.parley.desktop.call.LocalMedia.VideoCodec;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.PasswordDialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.device.DeviceSentences;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.device.SelfPicture;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
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
    private static final String SELF = ""; // no peer has an empty id
    private static final PseudoClass INTERRUPTED = PseudoClass.getPseudoClass("interrupted");

    /** Where this screen leads to. */
    public interface Actions {
        /** Opens the settings. */
        void settings();

        /** The call is over. */
        void over(CallState state);
    }

    private final Call call;
    private final Shell shell;
    private final Texts texts;
    private final LocalDevices devices;
    private final PictureTicks ticks;
    private final PreferencesFile preferences;
    private final Actions actions;
    private final String name;
    private final Tile self;
    private final SelfPicture selfPicture;
    private final PeopleGrid grid;
    private final List<PersonTile> people = new ArrayList<>();
    private final ConnectionBanner banner;
    private final News news = new News();
    private final Label waiting = new Label();
    private final StatisticsPanel statistics;
    private final CopyLinkButton copy;
    private final ControlBar bar;
    private final SpeakingMonitor speaking = new SpeakingMonitor();
    private final Timeline levels = new Timeline(new KeyFrame(LEVELS_EVERY, tick -> measure()));
    private final Subscription subscriptions;
    private CallState state;
    private boolean closed;

    /**
     * @param name one's own, as the others see it
     * @param link the join link of the room
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
            Actions actions) {
        this.call = call;
        this.shell = shell;
        this.texts = texts;
        this.devices = devices;
        this.ticks = ticks;
        this.preferences = preferences;
        this.actions = actions;
        this.name = name;
        state = call.state();
        setId("call-screen");
        getStyleClass().add("call");
        self = new Tile(ticks, true);
        self.getStyleClass().add("self");
        selfPicture = new SelfPicture(devices, self);
        grid = new PeopleGrid(self);
        banner = new ConnectionBanner(texts, call::retryNow);
        statistics = new StatisticsPanel(call, people, texts);
        copy = new CopyLinkButton(link, shell, texts);
        bar = new ControlBar(room, devices, texts, copy, new BarActions());
        getChildren().add(new CallLayout(new PeopleStage(grid), overlay(), bar.room(), bar.controls(), bar.link()));
        grid.accessibleTextProperty().bind(texts.bound("call.people"));
        Subscription all = texts.language().subscribe(language -> relabel(room));
        for (Device device : Device.values()) {
            all = all.and(devices.state(device).subscribe((before, now) -> deviceChanged(device, before, now)));
        }
        subscriptions = all;
        call.listen(new Listener());
        call.participants().forEach(this::added);
        showState(call.state());
        levels.setCycleCount(Animation.INDEFINITE);
        levels.play();
    }

    /** Puts the focus where a screen reader says where one is, and the switches come next. */
    public void begin() {
        requestFocus();
    }

    /** What a key means here. */
    public void shortcut(Shortcut shortcut) {
        switch (shortcut) {
            case MUTE -> devices.toggle(Device.MICROPHONE);
            case CAMERA -> devices.toggle(Device.CAMERA);
            case COPY_LINK -> copy.copy();
            case STATISTICS -> toggleStatistics();
            case SETTINGS -> actions.settings();
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
        selfPicture.close();
        people.forEach(PersonTile::close);
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
        VBox middle = new VBox(10, banner, waiting, notes, news);
        middle.setAlignment(Pos.TOP_CENTER);
        middle.setPickOnBounds(false);
        StackPane overlay = new StackPane(middle, statistics);
        overlay.getStyleClass().add("overlay");
        overlay.setPickOnBounds(false);
        StackPane.setAlignment(statistics, Pos.BOTTOM_LEFT);
        return overlay;
    }

    private void added(Participant participant) {
        if (tileOf(participant.peerId()).isPresent()) {
            return;
        }
        PersonTile tile = new PersonTile(
                participant, ticks, texts, chosen -> VolumeDialog.open(shell, texts, preferences, chosen));
        double volume = preferences.current().volumeOf(tile.personName());
        if (volume != 1) {
            participant.volume(volume);
        }
        people.add(tile);
        grid.add(tile);
        showCount();
    }

    private void removed(Participant participant) {
        tileOf(participant.peerId()).ifPresent(tile -> {
            tile.close();
            people.remove(tile);
            grid.remove(tile);
            speaking.forget(participant.peerId());
            showCount();
            if (state instanceof CallState.Joined) {
                news.say(texts.of("call.left", tile.personName()));
            }
        });
    }

    private Optional<PersonTile> tileOf(String peerId) {
        return people.stream()
                .filter(tile -> tile.person().peerId().equals(peerId))
                .findFirst();
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
        boolean alone = people.isEmpty() && state instanceof CallState.Joined;
        boolean joining = state instanceof CallState.Joining;
        bar.showCount(people.size() + 1);
        bar.alone(alone);
        boolean knocking = state instanceof CallState.Knocking;
        waiting.setVisible(alone || joining || knocking);
        waiting.setText(texts.of(knocking ? "lobby.title" : joining ? "join.joining" : "call.alone"));
    }

    private void relabel(String room) {
        setAccessibleText(texts.of("call.in-room", room));
        people.forEach(PersonTile::refresh);
        showSelf();
        showCount();
    }

    private void showSelf() {
        String shown = texts.of("call.you", name);
        boolean muted = !devices.isOn(Device.MICROPHONE);
        List<String> facts = new ArrayList<>(List.of(shown));
        if (muted) {
            facts.add(texts.of("call.tile.muted"));
        }
        if (!devices.isOn(Device.CAMERA)) {
            facts.add(texts.of("call.tile.camera-off"));
        }
        self.show(name, shown, muted, String.join(", ", facts));
    }

    private void deviceChanged(Device device, LocalDevices.State before, LocalDevices.State now) {
        showSelf();
        Optional<Problem> problem = now.problem();
        if (problem.isPresent() && !problem.equals(before.problem())) {
            news.instruct(texts.of(DeviceSentences.inCall(device, problem.get())));
        }
    }

    private void measure() {
        long now = System.nanoTime();
        for (PersonTile tile : people) {
            double level = tile.person().microphoneOn() ? tile.person().level() : 0;
            tile.speaking(speaking.speaking(tile.person().peerId(), level, now));
        }
        double own = devices.isOn(Device.MICROPHONE) ? devices.level() : 0;
        self.speaking(speaking.speaking(SELF, own, now));
    }

    private void toggleStatistics() {
        statistics.toggle();
        bar.statisticsShown(statistics.isVisible());
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
        public void settings() {
            actions.settings();
        }

        @Override
        public void statistics() {
            toggleStatistics();
        }

        @Override
        public void leave() {
            call.leave();
        }
    }

    private static String drainingText(Texts texts, int seconds) {
        return seconds < MINUTES_FROM_SECONDS
                ? texts.of("call.draining.seconds", seconds)
                : texts.of("call.draining.minutes", Math.ceilDiv(seconds, 60));
    }

    private final class Listener implements Call.Listener {
        @Override
        public void state(CallState next) {
            onWindow(() -> showState(next));
        }

        @Override
        public void added(Participant participant) {
            onWindow(() -> {
                CallScreen.this.added(participant);
                if (state instanceof CallState.Joined) {
                    tileOf(participant.peerId())
                            .ifPresent(tile -> news.say(texts.of("call.joined", tile.personName())));
                }
            });
        }

        @Override
        public void changed(Participant participant) {
            onWindow(() -> tileOf(participant.peerId()).ifPresent(PersonTile::refresh));
        }

        @Override
        public void removed(Participant participant) {
            onWindow(() -> CallScreen.this.removed(participant));
        }

        @Override
        public void draining(int seconds) {
            onWindow(() -> news.instruct(drainingText(texts, seconds)));
        }

        private void onWindow(Runnable act) {
            Platform.runLater(() -> {
                if (!closed) {
                    act.run();
                }
            });
        }
    }
}
