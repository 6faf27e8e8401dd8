package dev.parley.desktop.audio;

import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;

/** Adds up everybody who is to be heard. Thread: sources come and go on any, {@link #mix} is one's. */
final class Mixer {
    private final CopyOnWriteArrayList<AudioSource> sources = new CopyOnWriteArrayList<>();
    private final int[] sums;
    private final short[] one;
    private final Limiter limiter = new Limiter();

    Mixer(int samples) {
        sums = new int[samples];
        one = new short[samples];
    }

    void add(AudioSource source) {
        sources.addIfAbsent(source);
    }

    void remove(AudioSource source) {
        sources.remove(source);
    }

    /** Overwrites {@code out} with the sum of all. */
    void mix(short[] out, long playNanos) {
        Arrays.fill(sums, 0);
        for (AudioSource source : sources) {
            if (source.read(one, playNanos)) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += one[i];
                }
            }
        }
        limiter.limit(sums, out);
    }
}
