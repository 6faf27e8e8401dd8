package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.call.ServerAddress;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.join.JoinRequest;
import dev.parley.desktop.ui.join.LinkDialog;
import dev.parley.desktop.ui.look.Look;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.Preferences;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.settings.HeldSpace;
import dev.parley.desktop.ui.settings.SettingsDialog;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.settings.ShortcutListener;
import dev.parley.desktop.ui.settings.SpaceListener;
import dev.parley.desktop.ui.text.Language;
import dev.parley.desktop.ui.text.Texts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The only door to the windows: shows joining, the call, and what comes after it, one after the other in one stage.
 *
 * <p>Thread: JavaFX's.
 */
public final class DesktopWindows implements AutoCloseable {
    private static final double WIDTH = 1080; // logical pixels, all of these
    private static final double HEIGHT = 760;
    private static final double LEAST_WIDTH = 380;
    private static final double LEAST_HEIGHT = 480;

    private final Frame frame;
    private final Look look;
    private final ShortcutListener shortcuts;
    private final HeldSpace held;
    private final SpaceListener space;
    private @Nullable JoinWindow join;
    private @Nullable CallWindow inCall;

    /** @param remembered the file of what is remembered; see {@link #usualPreferences} */
    public DesktopWindows(Stage stage, CallOpener opener, Path remembered) {
        PreferencesFile preferences = new PreferencesFile(remembered);
        Preferences before = preferences.current();
        Texts texts = new Texts(Language.ofTag(before.language()).orElseGet(Language::ofSystem));
        Shell shell = new Shell();
        Scene scene = new Scene(shell, WIDTH, HEIGHT);
        look = new Look(scene, before.appearance());
        PictureTicks ticks = new PictureTicks(scene);
        LocalDevices devices = new LocalDevices(opener.localMedia(), preferences);
        SettingsDialog settings = new SettingsDialog(texts, look, devices, ticks, preferences, opener.tray());
        frame = new Frame(stage, shell, texts, devices, ticks, preferences, settings, opener);
        shortcuts = new ShortcutListener(scene, shell, preferences, this::shortcut);
        held = new HeldSpace(new MicrophoneSwitch());
        space = new SpaceListener(scene, stage.focusedProperty(), stage.iconifiedProperty(), shell, preferences, held);
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.getIcons().setAll(look.icons());
        stage.setOnCloseRequest(request -> {
            if (inCall != null && inCall.closing()) {
                request.consume();
            }
        });
        stage.iconifiedProperty().subscribe(icon -> {
            ticks.paused(icon);
            if (inCall != null) {
                inCall.hidden(icon);
            }
        });
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
        on.forEach(device -> frame.devices().turn(device, true));
        JoinWindow form = toStart();
        form.prefill(server, room, name);
        frame.stage().show();
        form.begin();
    }

    /** Fills in where to, as a person said it. */
    public void open(Place place) {
        JoinWindow form = join;
        (form == null ? toStart() : form).open(place);
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
            frame.shell().open(LinkDialog.wrong(frame.texts()));
            return;
        }
        CallWindow call = inCall;
        if (call != null && call.isAt(place.get())) {
            return;
        }
        boolean isNew = !isKnown(place.get().server());
        Runnable go = () -> {
            open(place.get());
            then.run();
        };
        if (call != null || isNew) {
            frame.shell().open(LinkDialog.of(frame.texts(), place.get(), call != null, isNew, go));
        } else {
            go.run();
        }
    }

    /** Above the other windows, as far as the system lets it. */
    public void toFront() {
        if (inCall != null) {
            inCall.fromTray();
        }
        frame.stage().setIconified(false);
        frame.stage().toFront();
        frame.stage().requestFocus();
    }

    private boolean isKnown(URI server) {
        Preferences remembered = frame.preferences().current();
        return remembered.servers().contains(server.toString())
                || ServerAddress.parse(remembered.server())
                        .filter(last -> last.server().equals(server))
                        .isPresent();
    }

    /** Presses the join button of a window that is shown; what is missing there is complained of there. */
    public void join() {
        if (join != null) {
            join.join();
        }
    }

    /** Leaves a call, frees what the windows hold, and closes the stage. The devices stay as they are. */
    @Override
    public void close() {
        leaveAll();
        space.close();
        shortcuts.close();
        frame.ticks().close();
        look.close();
        frame.devices().close();
        frame.stage().hide();
    }

    private JoinWindow toStart() {
        leaveAll();
        JoinWindow form = new JoinWindow(frame, this::toCall);
        join = form;
        return form;
    }

    private void toCall(Call call, JoinRequest request) {
        leaveAll();
        Place place = request.place();
        frame.preferences()
                .change(before -> before.withJoin(shortened(place.server()), place.room(), request.name())
                        .withServer(place.server().toString()));
        inCall = new CallWindow(frame, call, request, held, new AfterCall());
    }

    private void toLeft(JoinRequest request, String message) {
        leaveAll();
        frame.stage().titleProperty().bind(frame.texts().bound("app.name"));
        LeftScreen screen =
                new LeftScreen(frame.texts(), request.place().room(), message, () -> rejoin(request), this::toStart);
        frame.shell().show(screen);
        screen.begin();
    }

    private void rejoin(JoinRequest request) {
        JoinWindow form = toStart();
        form.prefill("", "", request.name());
        form.open(request.place());
    }

    /** Closes what is shown. */
    private void leaveAll() {
        frame.shell().closeDialog();
        if (join != null) {
            join.close();
            join = null;
        }
        if (inCall != null) {
            inCall.close();
            inCall = null;
        }
    }

    private void shortcut(Shortcut shortcut) {
        if (shortcut == Shortcut.MUTE) {
            held.overrule();
        }
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

    private final class AfterCall implements CallWindow.Onward {
        @Override
        public void over(JoinRequest request, String message) {
            toLeft(request, message);
        }

        @Override
        public void closed() {
            leaveAll();
            frame.stage().hide();
        }
    }

    /** One talks in a call only. */
    private final class MicrophoneSwitch implements HeldSpace.Switch {
        @Override
        public boolean ready() {
            return inCall != null
                    && frame.devices().state(Device.MICROPHONE).get().problem().isEmpty();
        }

        @Override
        public boolean live() {
            return frame.devices().isOn(Device.MICROPHONE);
        }

        @Override
        public void turn(boolean on) {
            frame.devices().turn(Device.MICROPHONE, on);
        }
    }
}
