package dev.parley.desktop.playout;

/**
 * How the sound of somebody arrives. Samples are at 48 kHz, and counted from the beginning.
 *
 * @param packetsReceived without duplicates
 * @param packetsLost that should have come and did not
 * @param packetsLate that came when their time was over
 * @param concealedSamples made up, because nothing was there in time
 * @param recoveredSamples taken from the redundancy in the next packet
 * @param insertedSamples added to gain time
 * @param removedSamples left out to save time
 * @param totalSamples played, silence that was meant to be included
 * @param jitterBufferMillis how long sound waits now
 * @param targetMillis how long it should
 */
public record AudioFigures(
        long packetsReceived,
        long packetsLost,
        long packetsLate,
        long concealedSamples,
        long recoveredSamples,
        long insertedSamples,
        long removedSamples,
        long totalSamples,
        double jitterBufferMillis,
        double targetMillis) {
    /** Of what was played, 0 to 1. */
    public double concealedShare() {
        return totalSamples == 0 ? 0 : (double) concealedSamples / totalSamples;
    }
}
