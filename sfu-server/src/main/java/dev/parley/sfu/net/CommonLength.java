package dev.parley.sfu.net;

/**
 * To which length a datagram is padded so that it goes in one run with others of its picture. Encoders split a picture
 * into packets that are about equally long, the later ones a byte longer: rounding up makes most of them equal, at half a
 * per cent of the bytes.
 */
final class CommonLength {
    private static final int STEP = 16;

    /** Shorter ones are seldom of a picture of several packets, and would grow by too much. */
    private static final int SHORTEST = 400;

    /** No datagram grows by more than a sixteenth, unless others of its run do not need to grow. */
    private static final int SHARE = 16;

    private CommonLength() {}

    /** The length that a datagram of this length begins a run with. */
    static int rounded(int length) {
        return length < SHORTEST ? length : (length + STEP - 1) / STEP * STEP;
    }

    /**
     * The length of a datagram in a run of datagrams of {@code segment} bytes, which are no shorter.
     *
     * @param shortBy by how much it was found to be shorter than those, but for what their headers differ in
     */
    static int in(int segment, int length, int shortBy) {
        int most = Math.max(length / SHARE, shortBy + STEP);
        return length >= SHORTEST && segment - length <= most ? segment : length;
    }
}
