package dev.parley.desktop.ui;

import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.picture.FrameSink;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Devices whose fate a test decides. */
public final class MediaDouble implements LocalMedia {
    private final Map<Device, List<String>> names = new EnumMap<>(Map.of(
            Device.CAMERA, List.of("Integrated Camera", "Logitech BRIO"),
            Device.MICROPHONE, List.of("Built-in Microphone", "Jabra Evolve2 65"),
            Device.SPEAKER, List.of("Built-in Speakers", "Jabra Evolve2 65")));
    private final Map<Device, String> chosen = new EnumMap<>(Device.class);
    private final Map<Device, Boolean> on = new EnumMap<>(Device.class);
    private final Map<Device, Problem> problems = new EnumMap<>(Device.class);
    private Listener listener = device -> {};
    private FrameSink sink;
    private volatile double level;
    private final ScreenDouble screen = new ScreenDouble();
    private final List<Chime> chimes = new CopyOnWriteArrayList<>();
    private volatile long budget;
    private volatile boolean noiseSuppressed;
    private Processing processing = Processing.ON;
    private VideoCodec codec = VideoCodec.NATIVE;

    /** From now on it fails, and says so. */
    public synchronized MediaDouble breaks(Device device, Problem problem) {
        problems.put(device, problem);
        on.put(device, false);
        if (problem == Problem.NONE_THERE) {
            names.put(device, List.of());
        }
        listener.changed(device);
        return this;
    }

    /** From now on it works again when it is switched on. */
    public synchronized void repair(Device device) {
        problems.remove(device);
    }

    public MediaDouble poor() {
        processing = Processing.MISSING;
        codec = VideoCodec.PURE_JAVA;
        return this;
    }

    public void loud(double amplitude) {
        level = amplitude;
    }

    /** Where one's own pictures go; null for nowhere. */
    public synchronized FrameSink sink() {
        return sink;
    }

    @Override
    public synchronized List<String> names(Device device) {
        return names.get(device);
    }

    @Override
    public synchronized Optional<String> chosen(Device device) {
        return Optional.ofNullable(chosen.get(device));
    }

    @Override
    public synchronized void choose(Device device, String name) {
        if (name == null) {
            chosen.remove(device);
        } else {
            chosen.put(device, name);
        }
        listener.changed(device);
    }

    @Override
    public synchronized void turn(Device device, boolean wanted) {
        on.put(device, wanted && !problems.containsKey(device));
        listener.changed(device);
    }

    @Override
    public synchronized boolean isOn(Device device) {
        return on.getOrDefault(device, false);
    }

    @Override
    public synchronized Optional<Problem> problem(Device device) {
        return Optional.ofNullable(problems.get(device));
    }

    @Override
    public double level() {
        return level;
    }

    @Override
    public synchronized void preview(FrameSink next) {
        sink = next;
    }

    /** What was heard, the first first. */
    public List<Chime> chimes() {
        return List.copyOf(chimes);
    }

    @Override
    public ScreenDouble screen() {
        return screen;
    }

    @Override
    public void chime(Chime chime) {
        chimes.add(chime);
    }

    @Override
    public void budget(long bitsPerSecond) {
        budget = bitsPerSecond;
    }

    @Override
    public long budget() {
        return budget;
    }

    @Override
    public void noiseSuppression(boolean on) {
        noiseSuppressed = on;
    }

    /** Whether noise is taken out of what the microphone hears. */
    public boolean suppressesNoise() {
        return noiseSuppressed;
    }

    @Override
    public Processing processing() {
        return processing;
    }

    @Override
    public VideoCodec videoCodec() {
        return codec;
    }

    @Override
    public synchronized void listen(Listener next) {
        listener = next;
    }

    @Override
    public void close() {}
}
