package dev.parley.desktop.ui.preferences;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered between two starts. Nothing in it may be missing: what a file does not say is as in
 * {@link #DEFAULTS}.
 *
 * @param server the address as it was typed; empty at first
 * @param room the last one; empty at first
 * @param name how the others see this person; empty at first
 * @param camera the chosen device's name; empty for the system's default
 * @param microphone likewise
 * @param speaker likewise
 * @param appearance which colours
 * @param language a language tag; empty for the system's
 * @param shortcuts whether single keys act in a call
 * @param volumes how loud each person is heard, 0 to 2, by their name; only what is not 1
 * @param servers where this person has been, {@code https://host:port}, the last one at the end
 * @param view how this person likes to see the others
 * @param keysOff those of the single keys that do not act
 * @param soundsOff what is not told of by a sound
 * @param budgetKilobits what a call may take, both ways together, in kbit/s; 0 for as much as it takes
 * @param noiseSuppression whether noise is taken out of what the microphone hears
 * @param keepInTray whether a call goes on in the tray when its window is closed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Preferences(
        String server,
        String room,
        String name,
        String camera,
        String microphone,
        String speaker,
        Appearance appearance,
        String language,
        boolean shortcuts,
        Map<String, Double> volumes,
        List<String> servers,
        ViewChoice view,
        Set<String> keysOff,
        Set<String> soundsOff,
        int budgetKilobits,
        boolean noiseSuppression,
        boolean keepInTray) {
    /** At the very first start. */
    public static final Preferences DEFAULTS = new Preferences(
            "",
            "",
            "",
            "",
            "",
            "",
            Appearance.SYSTEM,
            "",
            true,
            Map.of(),
            List.of(),
            ViewChoice.DEFAULT,
            Set.of(),
            Set.of(),
            0,
            true,
            false);

    private static final int MAX_VOLUMES = 50; // people; the file stays small for ever
    private static final int MAX_SERVERS = 50; // likewise
    private static final int MAX_BUDGET = 1_000_000; // kbit/s

    /** Fills in what a file left out. */
    @SuppressWarnings("TooManyParameters") // one for each field
    public Preferences(
            @Nullable String server,
            @Nullable String room,
            @Nullable String name,
            @Nullable String camera,
            @Nullable String microphone,
            @Nullable String speaker,
            @Nullable Appearance appearance,
            @Nullable String language,
            boolean shortcuts,
            @Nullable Map<String, Double> volumes,
            @Nullable List<String> servers,
            @Nullable ViewChoice view,
            @Nullable Set<String> keysOff,
            @Nullable Set<String> soundsOff,
            int budgetKilobits,
            boolean noiseSuppression,
            boolean keepInTray) {
        this.server = orEmpty(server);
        this.room = orEmpty(room);
        this.name = orEmpty(name);
        this.camera = orEmpty(camera);
        this.microphone = orEmpty(microphone);
        this.speaker = orEmpty(speaker);
        this.appearance = appearance == null ? Appearance.SYSTEM : appearance;
        this.language = orEmpty(language);
        this.shortcuts = shortcuts;
        Map<String, Double> known = new LinkedHashMap<>();
        if (volumes != null) {
            volumes.forEach((person, volume) -> {
                if (volume != null) { // as a file can say
                    known.put(person, volume);
                }
            });
        }
        this.volumes = Collections.unmodifiableMap(known);
        this.servers = servers == null
                ? List.of()
                : servers.stream().filter(Objects::nonNull).toList();
        this.view = view == null ? ViewChoice.DEFAULT : view;
        this.keysOff = sorted(keysOff);
        this.soundsOff = sorted(soundsOff);
        this.budgetKilobits = Math.clamp(budgetKilobits, 0, MAX_BUDGET);
        this.noiseSuppression = noiseSuppression;
        this.keepInTray = keepInTray;
    }

    private static Set<String> sorted(@Nullable Set<String> words) {
        Set<String> known = new TreeSet<>();
        if (words != null) {
            words.stream().filter(Objects::nonNull).forEach(known::add);
        }
        return Collections.unmodifiableSet(known);
    }

    /** Joined there the last time. */
    public Preferences withJoin(String newServer, String newRoom, String newName) {
        return with(draft -> {
            draft.server = newServer;
            draft.room = newRoom;
            draft.name = newName;
        });
    }

    /** Has been on this server. */
    public Preferences withServer(String address) {
        List<String> known = new ArrayList<>(servers);
        known.remove(address);
        known.add(address);
        return with(draft -> draft.servers = known.subList(Math.max(0, known.size() - MAX_SERVERS), known.size()));
    }

    public Preferences withCamera(String device) {
        return with(draft -> draft.camera = device);
    }

    public Preferences withMicrophone(String device) {
        return with(draft -> draft.microphone = device);
    }

    public Preferences withSpeaker(String device) {
        return with(draft -> draft.speaker = device);
    }

    public Preferences withAppearance(Appearance wanted) {
        return with(draft -> draft.appearance = wanted);
    }

    public Preferences withLanguage(String tag) {
        return with(draft -> draft.language = tag);
    }

    public Preferences withShortcuts(boolean on) {
        return with(draft -> draft.shortcuts = on);
    }

    public Preferences withView(ViewChoice wanted) {
        return with(draft -> draft.view = wanted);
    }

    /** A single key acts, or does not. */
    public Preferences withKey(String key, boolean on) {
        return with(draft -> draft.keysOff = changed(keysOff, key, !on));
    }

    /** Something is told of by a sound, or is not. */
    public Preferences withSound(String sound, boolean on) {
        return with(draft -> draft.soundsOff = changed(soundsOff, sound, !on));
    }

    public Preferences withBudgetKilobits(int kilobits) {
        return with(draft -> draft.budgetKilobits = kilobits);
    }

    public Preferences withNoiseSuppression(boolean on) {
        return with(draft -> draft.noiseSuppression = on);
    }

    public Preferences withKeepInTray(boolean on) {
        return with(draft -> draft.keepInTray = on);
    }

    /** Whether a single key acts in a call. */
    public boolean isKeyOn(String key) {
        return shortcuts && !keysOff.contains(key);
    }

    private static Set<String> changed(Set<String> before, String word, boolean isIn) {
        Set<String> after = new TreeSet<>(before);
        if (isIn) {
            after.add(word);
        } else {
            after.remove(word);
        }
        return after;
    }

    /** How loud this person was set to be heard, 0 to 2. */
    public double volumeOf(String person) {
        return Math.clamp(volumes.getOrDefault(person, 1.0), 0, 2);
    }

    /** Remembers how loud a person is heard. */
    public Preferences withVolume(String person, double volume) {
        Map<String, Double> changed = new LinkedHashMap<>(volumes);
        changed.remove(person);
        if (volume != 1) {
            while (changed.size() >= MAX_VOLUMES) {
                changed.remove(changed.keySet().iterator().next());
            }
            changed.put(person, volume);
        }
        return with(draft -> draft.volumes = changed);
    }

    private Preferences with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.made();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** All of them, to be changed. */
    private static final class Draft {
        private String server;
        private String room;
        private String name;
        private String camera;
        private String microphone;
        private String speaker;
        private Appearance appearance;
        private String language;
        private boolean shortcuts;
        private Map<String, Double> volumes;
        private List<String> servers;
        private ViewChoice view;
        private Set<String> keysOff;
        private Set<String> soundsOff;
        private int budgetKilobits;
        private boolean noiseSuppression;
        private boolean keepInTray;

        Draft(Preferences from) {
            server = from.server;
            room = from.room;
            name = from.name;
            camera = from.camera;
            microphone = from.microphone;
            speaker = from.speaker;
            appearance = from.appearance;
            language = from.language;
            shortcuts = from.shortcuts;
            volumes = from.volumes;
            servers = from.servers;
            view = from.view;
            keysOff = from.keysOff;
            soundsOff = from.soundsOff;
            budgetKilobits = from.budgetKilobits;
            noiseSuppression = from.noiseSuppression;
            keepInTray = from.keepInTray;
        }

        Preferences made() {
            return new Preferences(
                    server,
                    room,
                    name,
                    camera,
                    microphone,
                    speaker,
                    appearance,
                    language,
                    shortcuts,
                    volumes,
                    servers,
                    view,
                    keysOff,
                    soundsOff,
                    budgetKilobits,
                    noiseSuppression,
                    keepInTray);
        }
    }
}
