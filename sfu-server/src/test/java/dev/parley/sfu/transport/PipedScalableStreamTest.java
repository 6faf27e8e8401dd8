package dev.parley.sfu.transport;

import dev.parley.sfu.consumer.ScalableCamera.Mode;

/** What holds for layers of one stream on one Worker holds where those who watch are on another. */
class PipedScalableStreamTest extends ScalableStreamTest {
    @Override
    ScalableCall call(Mode mode, boolean vp9) {
        return ScalableCall.piped(mode, vp9);
    }
}
