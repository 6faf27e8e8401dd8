package dev.parley.desktop.ui.device;

import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.LocalMedia.Chime;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.LocalScreen;
import dev.parley.desktop.ui.picture.PictureFan;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One's own devices as the windows see them: facts that can be watched, and a memory of what was chosen. */
public final class LocalDevices implements AutoCloseable {
    /**
     * A device at a moment.
     *
     * @param names that can be chosen from; empty when there is none
     * @param searched whether the names are known at all
     * @param chosen empty for the system's default
     * @param on whether it runs
     * @param starting whether it was switched on a moment ago, and neither runs nor failed yet
     * @param problem why it does not run
     */
    public record State(
            List<String> names,
            boolean searched,
            Optional<String> chosen,
            boolean on,
            boolean starting,
            Optional<Problem> problem) {
        static final State UNKNOWN = new State(List.of(), false, Optional.empty(), false, false, Optional.empty());

        State named(List<String> known) {
            return new State(known, true, chosen, on, starting, problem);
        }
    }

    private final LocalMedia media;
    private final PreferencesFile preferences;
    private final PictureFan pictures;
    private final Map<Device, ReadOnlyObjectWrapper<State>> states = new EnumMap<>(Device.class);
    private final Map<Device, Boolean> wanted = new EnumMap<>(Device.class);
    private final ExecutorService searching = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("device-names").factory());

    public LocalDevices(LocalMedia media, PreferencesFile preferences) {
        this.media = media;
        this.preferences = preferences;
        pictures = new PictureFan(media::preview);
        for (Device device : Device.values()) {
            states.put(device, new ReadOnlyObjectWrapper<>(State.UNKNOWN));
            wanted.put(device, device == Device.SPEAKER);
        }
        media.listen(device -> Platform.runLater(() -> refresh(device)));
        restore();
        for (Device device : Device.values()) {
            refresh(device);
        }
    }

    /** A device as it is now and from now on. */
    public ReadOnlyObjectProperty<State> state(Device device) {
        return wrapper(device).getReadOnlyProperty();
    }

    /** Whether it runs. */
    public boolean isOn(Device device) {
        return wrapper(device).get().on();
    }

    /** Switches on or off. */
    public void turn(Device device, boolean on) {
        wanted.put(device, on);
        media.turn(device, on);
        show(device);
    }

    /** Switches off what is on or starting, and on what is off. */
    public void toggle(Device device) {
        State state = wrapper(device).get();
        turn(device, !state.on() && !state.starting());
    }

    /** Chooses by name, null for the system's default, and remembers it. */
    public void choose(Device device, @Nullable String name) {
        media.choose(device, name);
        String remembered = name == null ? "" : name;
        preferences.change(before -> switch (device) {
            case CAMERA -> before.withCamera(remembered);
            case MICROPHONE -> before.withMicrophone(remembered);
            case SPEAKER -> before.withSpeaker(remembered);
        });
        if (wanted(device) && device != Device.SPEAKER) {
            media.turn(device, true);
        }
        show(device);
    }

    /** One's own screen. */
    public LocalScreen screen() {
        return media.screen();
    }

    /**
     * Keeps a call below so much, both ways together.
     *
     * @param kilobits a second; 0 for as much as it takes
     */
    public void budget(int kilobits) {
        media.budget(1_000L * kilobits);
    }

    /** Takes noise out of what the microphone hears, or leaves it in, and remembers that. */
    public void noiseSuppression(boolean on) {
        media.noiseSuppression(on);
        preferences.change(before -> before.withNoiseSuppression(on));
    }

    /** Lets a short sound be heard here. */
    public void chime(Chime chime) {
        media.chime(chime);
    }

    /** How loud the microphone is, 0 to 1, linear. */
    public double level() {
        return media.level();
    }

    /** One's own pictures. */
    public PictureFan pictures() {
        return pictures;
    }

    public LocalMedia.Processing processing() {
        return media.processing();
    }

    public LocalMedia.VideoCodec videoCodec() {
        return media.videoCodec();
    }

    @Override
    public void close() {
        searching.shutdownNow();
    }

    /** What was chosen the last time, unless something is chosen already, as by the command line. */
    private void restore() {
        var remembered = preferences.current();
        restore(Device.CAMERA, remembered.camera());
        restore(Device.MICROPHONE, remembered.microphone());
        restore(Device.SPEAKER, remembered.speaker());
        budget(remembered.budgetKilobits());
        media.noiseSuppression(remembered.noiseSuppression());
    }

    private void restore(Device device, String name) {
        if (!name.isEmpty() && media.chosen(device).isEmpty()) {
            media.choose(device, name);
        }
    }

    private void refresh(Device device) {
        show(device);
        if (!searching.isShutdown()) {
            searching.execute(() -> {
                List<String> names = List.copyOf(media.names(device));
                Platform.runLater(
                        () -> wrapper(device).set(wrapper(device).get().named(names)));
            });
        }
    }

    private void show(Device device) {
        State before = wrapper(device).get();
        boolean on = media.isOn(device);
        Optional<Problem> problem = media.problem(device);
        boolean starting = wanted(device) && !on && problem.isEmpty() && device != Device.SPEAKER;
        wrapper(device).set(new State(before.names(), before.searched(), media.chosen(device), on, starting, problem));
    }

    private boolean wanted(Device device) {
        return wanted.getOrDefault(device, false);
    }

    private ReadOnlyObjectWrapper<State> wrapper(Device device) {
        return Objects.requireNonNull(states.get(device));
    }
}
