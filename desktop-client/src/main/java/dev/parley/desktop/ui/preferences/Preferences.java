package dev.parley.desktop.ui.preferences;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        List<String> servers) {
    /** At the very first start. */
    public static final Preferences DEFAULTS =
            new Preferences("", "", "", "", "", "", Appearance.SYSTEM, "", true, Map.of(), List.of());

    private static final int MAX_VOLUMES = 50; // people; the file stays small for ever
    private static final int MAX_SERVERS = 50; // likewise

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
            @Nullable List<String> servers) {
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
    }

    /** Joined there the last time. */
    public Preferences withJoin(String newServer, String newRoom, String newName) {
        return new Preferences(
                newServer,
                newRoom,
                newName,
                camera,
                microphone,
                speaker,
                appearance,
                language,
                shortcuts,
                volumes,
                servers);
    }

    /** Has been on this server. */
    public Preferences withServer(String address) {
        List<String> known = new ArrayList<>(servers);
        known.remove(address);
        known.add(address);
        List<String> last = known.subList(Math.max(0, known.size() - MAX_SERVERS), known.size());
        return new Preferences(
                server, room, name, camera, microphone, speaker, appearance, language, shortcuts, volumes, last);
    }

    public Preferences withCamera(String device) {
        return new Preferences(
                server, room, name, device, microphone, speaker, appearance, language, shortcuts, volumes, servers);
    }

    public Preferences withMicrophone(String device) {
        return new Preferences(
                server, room, name, camera, device, speaker, appearance, language, shortcuts, volumes, servers);
    }

    public Preferences withSpeaker(String device) {
        return new Preferences(
                server, room, name, camera, microphone, device, appearance, language, shortcuts, volumes, servers);
    }

    public Preferences withAppearance(Appearance wanted) {
        return new Preferences(
                server, room, name, camera, microphone, speaker, wanted, language, shortcuts, volumes, servers);
    }

    public Preferences withLanguage(String tag) {
        return new Preferences(
                server, room, name, camera, microphone, speaker, appearance, tag, shortcuts, volumes, servers);
    }

    public Preferences withShortcuts(boolean on) {
        return new Preferences(
                server, room, name, camera, microphone, speaker, appearance, language, on, volumes, servers);
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
        return new Preferences(
                server, room, name, camera, microphone, speaker, appearance, language, shortcuts, changed, servers);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
