package dev.parley.sfu.observer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who of a room was how loud over an interval, the loudest first. */
public final class AudioLevelObserver {
    /** The interval at the end of which {@link #evaluate} is to be called. */
    public static final long INTERVAL_NANOS = 1_000_000_000L;

    /** More are of no interest. */
    public static final int MOST_ENTRIES = 5;

    /** -80 dBov: below is silence. */
    private static final int THRESHOLD = 47;

    /** Of fewer packets nothing is said: a fifth of a second. */
    private static final int LEAST_PACKETS = 10;

    private boolean silence = true;

    /** The end of an interval: what is to be told; an empty list once when nobody is loud any more, then nothing. */
    public Optional<List<AudioLevel>> evaluate(Collection<Voice> voices) {
        List<AudioLevel> loud = new ArrayList<>();
        for (Voice voice : voices) {
            boolean enough = voice.levelCount() >= LEAST_PACKETS;
            int mean = voice.takeMeanLevel();
            if (enough && mean >= THRESHOLD) {
                loud.add(new AudioLevel(voice.producerId(), Levels.decibels(mean)));
            }
        }
        if (loud.isEmpty() && silence) {
            return Optional.empty();
        }
        silence = loud.isEmpty();
        loud.sort(Comparator.comparingInt(level -> -level.decibels()));
        return Optional.of(loud.stream().limit(MOST_ENTRIES).toList());
    }
}
