package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.call.ServerAddress;
import dev.parley.desktop.ui.call.CallScreen;
import dev.parley.desktop.ui.control.PasswordDialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.join.JoinProblem;
import dev.parley.desktop.ui.join.JoinRequest;
import dev.parley.desktop.ui.join.JoinScreen;
import dev.parley.desktop.ui.join.LinkDialog;
import dev.parley.desktop.ui.join.TrustDialog;
import dev.parley.desktop.ui.look.Look;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.Preferences;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.settings.SettingsDialog;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.settings.ShortcutListener;
import dev.parley.desktop.ui.text.Language;
import dev.parley.desktop.ui.text.Texts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only door to the windows: shows joining, the call, and what comes after it, one after the other in one stage.
 *
 * <p>Thread: JavaFX's.
 */
public final class DesktopWindows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopWindows.class);
    private static final double WIDTH = 1080; // logical pixels, all of these
    private static final double HEIGHT = 760;
    private static final double LEAST_WIDTH = 380;
    private static final double LEAST_HEIGHT = 480;

    private final Stage stage;
    private final CallOpener opener;
    private final PreferencesFile preferences;
    private final Texts texts;
    private final Shell shell = new Shell();
    private final Look look;
    private final PictureTicks ticks;
    private final LocalDevices devices;
    private final SettingsDialog settings;
    private final ShortcutListener shortcuts;
    private @Nullable JoinScreen join;
    private @Nullable CallScreen inCall;
    private @Nullable Joining joining;
    /** Where the call is, while there is one. */
    private Optional<Place> here = Optional.empty();

    /** @param preferences the file of what is remembered; see {@link #usualPreferences} */
    public DesktopWindows(Stage stage, CallOpener opener, Path preferences) {
        this.stage = stage;
        this.opener = opener;
        this.preferences = new PreferencesFile(preferences);
        var remembered = this.preferences.current();
        texts = new Texts(Language.ofTag(remembered.language()).orElseGet(Language::ofSystem));
        Scene scene = new Scene(shell, WIDTH, HEIGHT);
        look = new Look(scene, remembered.appearance());
        ticks = new PictureTicks(scene);
        devices = new LocalDevices(opener.localMedia(), this.preferences);
        settings = new SettingsDialog(texts, look, devices, ticks, this.preferences);
        shortcuts = new ShortcutListener(scene, shell, this.preferences, this::shortcut);
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.iconifiedProperty().subscribe(ticks::paused);
    }

    /** Where the preferences usually lie on this system. */
    public static Path usualPreferences() {
        return PreferencesFile.usualPlace();
    }

    /** Opens the window, with the camera and the microphone on. */
    public void show() {
        show("", "", "", Set.of(Device.CAMERA, Device.MICROPHONE));
    }

    /**
     * Opens the window with fields filled in, as from the command line or a link that was opened; what is empty is as the
     * last time.
     *
     * @param server an address, or a whole join link
     * @param on the devices that are to be on; the others stay as they are
     */
    public void show(String server, String room, String name, Set<Device> on) {
        on.forEach(device -> devices.turn(device, true));
        toStart();
        Objects.requireNonNull(join).prefill(server, room, name);
        stage.show();
        join.begin();
    }

    /** Fills in where to, as a person said it. */
    public void open(Place place) {
        if (join == null) {
            toStart();
        }
        JoinScreen screen = Objects.requireNonNull(join);
        screen.open(place);
        screen.begin();
    }

    /**
     * Follows a link that came from outside: fills in where it leads, and nothing else of it. A call is left, and a server
     * that this person has not been on is gone to, only when that was asked.
     *
     * @param then what happens when the link was followed
     */
    public void follow(String link, Runnable then) {
        toFront();
        Optional<Place> place = ServerAddress.parse(link).flatMap(ServerAddress::place);
        if (place.isEmpty()) {
            shell.open(LinkDialog.wrong(texts));
            return;
        }
        boolean inThere = here.filter(place.get()::isWhere).isPresent();
        boolean isNew = !isKnown(place.get().server());
        Runnable go = () -> {
            giveUpJoining();
            shell.closeDialog();
            if (join != null) {
                join.idle();
            }
            open(place.get());
            then.run();
        };
        if (inCall != null && inThere) {
            return;
        }
        if (inCall != null || isNew) {
            shell.open(LinkDialog.of(texts, place.get(), inCall != null, isNew, go));
        } else {
            go.run();
        }
    }

    /** Above the other windows, as far as the system lets it. */
    public void toFront() {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    private boolean isKnown(URI server) {
        Preferences remembered = preferences.current();
        return remembered.servers().contains(server.toString())
                || ServerAddress.parse(remembered.server())
                        .filter(last -> last.server().equals(server))
                        .isPresent();
    }

    /** Presses the join button of a window that is shown; what is missing there is complained of there. */
    public void join() {
        if (join != null) {
            join.submit();
        }
    }

    /** Leaves a call, frees what the windows hold, and closes the stage. The devices stay as they are. */
    @Override
    public void close() {
        leaveAll();
        shortcuts.close();
        ticks.close();
        look.close();
        devices.close();
        stage.hide();
    }

    private void toStart() {
        leaveAll();
        JoinScreen screen = new JoinScreen(texts, devices, ticks, preferences, new JoinActions());
        join = screen;
        stage.titleProperty().bind(texts.bound("app.name"));
        shell.show(screen);
        screen.begin();
    }

    private void toCall(Call call, JoinRequest request) {
        leaveAll();
        Place place = request.place();
        here = Optional.of(place);
        preferences.change(before -> before.withJoin(shortened(place.server()), place.room(), request.name())
                .withServer(place.server().toString()));
        stage.titleProperty()
                .bind(Bindings.createStringBinding(() -> texts.of("call.title", place.room()), texts.language()));
        CallScreen screen = new CallScreen(
                call,
                place.room(),
                request.name(),
                ServerAddress.link(place.server(), place.room()),
                shell,
                texts,
                devices,
                ticks,
                preferences,
                new InCallActions(request));
        inCall = screen;
        shell.show(screen);
        screen.begin();
    }

    private void toLeft(JoinRequest request, String message) {
        leaveAll();
        stage.titleProperty().bind(texts.bound("app.name"));
        LeftScreen screen =
                new LeftScreen(texts, request.place().room(), message, () -> rejoin(request), this::toStart);
        shell.show(screen);
        screen.begin();
    }

    private void rejoin(JoinRequest request) {
        toStart();
        JoinScreen screen = Objects.requireNonNull(join);
        screen.prefill("", "", request.name());
        screen.open(request.place());
        screen.begin();
    }

    /** Closes what is shown; a call that is being joined is not shown yet and goes on. */
    private void leaveAll() {
        shell.closeDialog();
        if (join != null) {
            join.close();
            join = null;
        }
        if (inCall != null) {
            inCall.close();
            inCall = null;
            here = Optional.empty();
        }
    }

    private void shortcut(Shortcut shortcut) {
        if (inCall != null) {
            inCall.shortcut(shortcut);
        } else if (join != null) {
            join.shortcut(shortcut);
        }
    }

    /** As short as it can be typed for the same server. */
    private static String shortened(URI server) {
        String authority = server.getRawAuthority();
        boolean same = ServerAddress.parse(authority)
                .map(address -> address.server().equals(server))
                .orElse(false);
        return same ? authority : server.toString();
    }

    /** The form is again what is shown, after the door was. */
    private void toJoinAgain() {
        if (join != null && join.getScene() == null) {
            shell.show(join);
        }
    }

    private void backFromDoor() {
        giveUpJoining();
        toJoinAgain();
        if (join != null) {
            join.idle();
        }
    }

    private void giveUpJoining() {
        Joining begun = joining;
        joining = null;
        if (begun != null) {
            begun.call.close();
        }
    }

    private final class JoinActions implements JoinScreen.Actions {
        @Override
        public void join(JoinRequest request) {
            try {
                Call call = opener.open(request.place(), request.name());
                joining = new Joining(call, request);
                call.listen(joining);
            } catch (RuntimeException e) {
                LOG.error("a call could not be opened", e);
                failed(JoinProblem.FAILED);
            }
        }

        @Override
        public void cancel() {
            giveUpJoining();
        }

        @Override
        public void settings() {
            settings.open(shell);
        }
    }

    private final class InCallActions implements CallScreen.Actions {
        private final JoinRequest request;

        InCallActions(JoinRequest request) {
            this.request = request;
        }

        @Override
        public void settings() {
            settings.open(shell);
        }

        @Override
        public void over(CallState state) {
            // A screen that is still being made cannot be closed yet.
            Platform.runLater(() -> {
                if (inCall != null) {
                    toLeft(
                            request,
                            switch (state) {
                                case CallState.Refused refused ->
                                    JoinProblem.ofCode(refused.code()).sentence();
                                case CallState.Untrusted untrusted -> JoinProblem.AUTHORITY_CHANGED.sentence();
                                default -> "left.left";
                            });
                }
            });
        }
    }

    private void failed(JoinProblem problem) {
        if (join != null) {
            join.failed(problem);
        }
    }

    /** Listens from the press of the button until one is in the room, or cannot be. */
    private final class Joining implements Call.Listener {
        private final Call call;
        private final JoinRequest request;

        Joining(Call call, JoinRequest request) {
            this.call = call;
            this.request = request;
        }

        @Override
        public void state(CallState state) {
            Platform.runLater(() -> {
                if (joining == this) {
                    show(state);
                }
            });
        }

        private void show(CallState state) {
            switch (state) {
                case CallState.Joining wait -> {}
                case CallState.Knocking knocking ->
                    shell.show(new DoorScreen(texts, request.place().room(), DesktopWindows.this::backFromDoor));
                case CallState.PasswordAsked asked -> {
                    toJoinAgain();
                    shell.open(PasswordDialog.of(
                            texts,
                            PasswordDialog.toEnter(asked.wrong()),
                            false,
                            call::givePassword,
                            DesktopWindows.this::backFromDoor));
                }
                case CallState.Joined joined -> enter();
                case CallState.Resuming resuming -> enter();
                case CallState.Repairing repairing -> enter();
                case CallState.Reconnecting reconnecting ->
                    fail(
                            switch (reconnecting.cause()) {
                                case SERVER_CLOSING -> JoinProblem.SERVER_CLOSING;
                                case SERVER_LOST, ROOM_INTERRUPTED -> JoinProblem.UNREACHABLE;
                                case MEDIA_LOST, MEDIA_BLOCKED -> JoinProblem.MEDIA_BLOCKED;
                            });
                case CallState.Refused refused -> fail(JoinProblem.ofCode(refused.code()));
                case CallState.Untrusted untrusted -> {
                    fail(untrusted.changed() ? JoinProblem.AUTHORITY_CHANGED : JoinProblem.UNTRUSTED);
                    shell.open(TrustDialog.of(texts, untrusted, () -> trust(untrusted)));
                }
                case CallState.Left left -> {
                    joining = null;
                    if (join != null) {
                        join.idle();
                    }
                }
            }
        }

        private void trust(CallState.Untrusted server) {
            opener.trust(server.host(), server.fingerprint());
            DesktopWindows.this.join();
        }

        private void enter() {
            joining = null;
            toCall(call, request);
        }

        private void fail(JoinProblem problem) {
            joining = null;
            call.close();
            toJoinAgain();
            failed(problem);
        }

        @Override
        public void added(Participant participant) {
            // The call's screen asks who is there.
        }

        @Override
        public void changed(Participant participant) {
            // The call's screen asks how everybody is.
        }

        @Override
        public void removed(Participant participant) {
            // The call's screen asks who is there.
        }
    }
}
