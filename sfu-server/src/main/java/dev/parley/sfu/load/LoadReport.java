package dev.parley.sfu.load;

import java.util.Locale;

/**
 * What a load client counted from one {@link LoadClient#startWindow} to its {@link LoadClient#report}.
 *
 * @param seconds length of the window
 * @param sent RTP packets sent
 * @param notSent RTP packets that the client's own socket refused: load that was not made
 * @param received RTP packets received of known streams, duplicates too
 * @param receivedBytes their bytes, from the RTP header to the tag
 * @param streams streams that should arrive
 * @param silentStreams streams of which nothing came in the window; no packet of theirs is in {@code lost}
 * @param expected packets from the first to the highest sequence number of every stream
 * @param lost of those, the ones that did not come
 * @param duplicates packets that came again
 * @param decrypted packets of the sample that were authentic
 * @param undecryptable packets of the sample that were not; must be 0
 * @param unknown RTP packets of SSRCs that no consumer has
 * @param keyFrameRequests PLI and FIR that came for published streams
 * @param latencyP50Nanos from the sender's call to the receiver's, median of the sample; -1 without one
 * @param latencyP99Nanos as before, 99th percentile
 */
public record LoadReport(
        double seconds,
        long sent,
        long notSent,
        long received,
        long receivedBytes,
        int streams,
        int silentStreams,
        long expected,
        long lost,
        long duplicates,
        long decrypted,
        long undecryptable,
        long unknown,
        long keyFrameRequests,
        long latencyP50Nanos,
        long latencyP99Nanos) {

    /** Lost packets among those expected, 0 to 1; 1 when nothing was expected. */
    public double lossShare() {
        return expected == 0 ? 1 : (double) lost / expected;
    }

    /** Whether everything that was sent for us arrived once and was authentic. */
    public boolean isClean() {
        return lost == 0 && silentStreams == 0 && duplicates == 0 && undecryptable == 0 && unknown == 0 && notSent == 0;
    }

    /** What was not as it should be, in words; empty when {@link #isClean}. */
    public String blemishes() {
        StringBuilder text = new StringBuilder();
        append(text, lost, "packets lost");
        append(text, silentStreams, "of " + streams + " streams silent");
        append(text, duplicates, "duplicates");
        append(text, undecryptable, "packets not authentic");
        append(text, unknown, "packets of unknown streams");
        append(text, notSent, "packets refused by the client's own socket");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
