package dev.parley.sfu.observer;

import java.util.LinkedHashMap;
import java.util.Map;

/** Voices with packets of 20 ms each, in a time of its own. */
final class Room {
    static final long MILLI = 1_000_000L;
    private static final long PACKET_NANOS = 20 * MILLI;

    final Map<String, Voice> voices = new LinkedHashMap<>();
    final ActiveSpeakerObserver speaker = new ActiveSpeakerObserver();
    long now = -3 * 1_000 * MILLI;
    private long nextLook = now;

    Voice voice(String id) {
        return voices.computeIfAbsent(id, each -> new Voice(each, each));
    }

    /** How loud somebody is at a moment that is so many milliseconds from the beginning of the step. */
    interface Sound {
        int decibels(String id, long millis);
    }

    /** Lets everybody make a sound for a while. */
    void step(long millis, Sound sound) {
        long began = now;
        while (now - began < millis * MILLI) {
            for (Map.Entry<String, Voice> each : voices.entrySet()) {
                int level = Levels.LOUDEST + sound.decibels(each.getKey(), (now - began) / MILLI);
                each.getValue().heard(level, now);
            }
            pass(PACKET_NANOS);
        }
    }

    /** Lets time pass without a packet. */
    void pass(long nanos) {
        now += nanos;
        if (now >= nextLook) {
            nextLook = now + ActiveSpeakerObserver.INTERVAL_NANOS;
            speaker.evaluate(voices.values(), now);
        }
    }

    String active() {
        return speaker.active().map(Voice::producerId).orElse("-");
    }

    /** Words of a third of a second with pauses of a sixth between them: a person who speaks, in decibels. */
    static int speech(int loud, long millis) {
        return millis % 500 < 340 ? loud - (int) (millis % 7) : -75;
    }
}
