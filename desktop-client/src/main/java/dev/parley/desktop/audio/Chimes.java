package dev.parley.desktop.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Short sounds made of tones, heard beside everybody. Thread: {@link #ring} on any, {@link #read} on the playback thread. */
public final class Chimes implements AudioSource {
    private static final int RATE = 48_000; // samples a second
    /** Well below a voice. */
    private static final double LOUDNESS = 0.09 * Short.MAX_VALUE;
    /** A hard beginning would click. */
    private static final double RISE_SECONDS = 0.012;

    private static final double RING_SECONDS = 0.28;
    /** What is left of the loudness at the end: too little to be heard. */
    private static final double END = 0.001;

    /**
     * A tone.
     *
     * @param hertz its pitch
     * @param atSeconds when it begins, from the beginning of the sound
     */
    public record Note(double hertz, double atSeconds) {}

    /** A tone that is being heard. */
    private static final class Tone {
        final double hertz;
        int sample; // negative until it begins

        Tone(Note note) {
            hertz = note.hertz();
            sample = (int) -Math.round(note.atSeconds() * RATE);
        }

        boolean isOver() {
            return sample >= RING_SECONDS * RATE;
        }

        double next() {
            int at = sample++;
            if (at < 0) {
                return 0;
            }
            double seconds = (double) at / RATE;
            double loudness = seconds < RISE_SECONDS
                    ? seconds / RISE_SECONDS
                    : Math.pow(END, (seconds - RISE_SECONDS) / (RING_SECONDS - RISE_SECONDS));
            return LOUDNESS * loudness * Math.sin(2 * Math.PI * hertz * seconds);
        }
    }

    private final ConcurrentLinkedQueue<Note> asked = new ConcurrentLinkedQueue<>();
    private final List<Tone> tones = new ArrayList<>(); // on the playback thread

    /** Lets a sound begin. */
    public void ring(List<Note> notes) {
        asked.addAll(notes);
    }

    @Override
    public boolean read(short[] out, long playNanos) {
        for (Note note = asked.poll(); note != null; note = asked.poll()) {
            tones.add(new Tone(note));
        }
        if (tones.isEmpty()) {
            return false;
        }
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (Tone tone : tones) {
                sum += tone.isOver() ? 0 : tone.next();
            }
            out[i] = (short) Math.round(sum);
        }
        tones.removeIf(Tone::isOver);
        return true;
    }
}
