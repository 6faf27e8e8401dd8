package dev.parley.sfu.load;

import java.time.Duration;

/**
 * What one receiver got of one camera in a window.
 *
 * @param wantedHeight rows of the picture that it said it wants
 * @param height rows of the last picture that it could decode, 0 for none ever
 * @param pictures that could be decoded
 * @param frozen for how long none could although it was time
 * @param unusable pictures that were whole but did not follow what was decoded before, or not what was sent; must be 0
 * @param bytes of RTP, what was sent again and padding included
 */
public record View(int wantedHeight, int height, long pictures, Duration frozen, long unusable, long bytes) {
    /** Whether it is at least as large as was wanted. */
    public boolean isAsWanted() {
        return pictures > 0 && height >= wantedHeight;
    }
}
