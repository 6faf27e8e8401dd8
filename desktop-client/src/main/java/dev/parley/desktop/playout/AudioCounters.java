package dev.parley.desktop.playout;

/** Counts for {@link AudioFigures}. Thread: any. */
final class AudioCounters {
    private long received;
    private long late;
    private long concealed;
    private long recovered;
    private long inserted;
    private long removed;
    private long total;

    synchronized void received() {
        received++;
    }

    synchronized void late() {
        late++;
    }

    synchronized void concealed(long samples) {
        concealed += samples;
    }

    synchronized void recovered(long samples) {
        recovered += samples;
    }

    synchronized void inserted(long samples) {
        inserted += samples;
    }

    synchronized void removed(long samples) {
        removed += samples;
    }

    synchronized void played(long samples) {
        total += samples;
    }

    synchronized AudioFigures figures(long lost, double jitterBufferMillis, double targetMillis) {
        return new AudioFigures(
                received, lost, late, concealed, recovered, inserted, removed, total, jitterBufferMillis, targetMillis);
    }
}
