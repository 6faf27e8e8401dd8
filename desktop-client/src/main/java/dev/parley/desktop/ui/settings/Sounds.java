package dev.parley.desktop.ui.settings;

import dev.parley.desktop.call.LocalMedia.Chime;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells of what happens by a sound, unless that is switched off. */
public final class Sounds {
    /** When many come at once one sound is enough. */
    private static final long APART = 400_000_000L; // ns

    private final LocalDevices devices;
    private final PreferencesFile preferences;
    private final LongSupplier clock;
    private final Map<Chime, Long> playedAt = new EnumMap<>(Chime.class);

    public Sounds(LocalDevices devices, PreferencesFile preferences) {
        this(devices, preferences, System::nanoTime);
    }

    /** With a clock of one's own, in nanoseconds. */
    Sounds(LocalDevices devices, PreferencesFile preferences, LongSupplier clock) {
        this.devices = devices;
        this.preferences = preferences;
        this.clock = clock;
    }

    /** This has happened. */
    public void play(Chime chime) {
        long now = clock.getAsLong();
        Long before = playedAt.get(chime);
        boolean apart = before == null || now - before >= APART;
        if (apart && !preferences.current().soundsOff().contains(SoundSwitches.nameOf(chime))) {
            playedAt.put(chime, now);
            devices.chime(chime);
        }
    }
}
