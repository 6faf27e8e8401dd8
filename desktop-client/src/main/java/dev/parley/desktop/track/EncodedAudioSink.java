package dev.parley.desktop.track;

/** Takes coded sound, one packet after the other. */
@FunctionalInterface
public interface EncodedAudioSink {
    /**
     * Called on the microphone's thread; must return in a few milliseconds.
     *
     * @param payload valid during the call only
     * @param length bytes of {@code payload} that count
     * @param rtpTimestamp of the first sample, at 48 kHz; the low 32 bits count
     * @param levelMinusDbov how loud, 0 (loudest) to 127 (silence), for the audio-level extension (RFC 6464)
     * @param voice whether somebody speaks, for the same
     * @param marker whether this is the first after a silence (RFC 3551, section 4.1)
     */
    void encoded(byte[] payload, int length, long rtpTimestamp, int levelMinusDbov, boolean voice, boolean marker);
}
