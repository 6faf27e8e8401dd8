package dev.parley.sfu.transport;

/** Sound with redundancy, to subscribers on another Worker. */
class PipedRedundantSoundTest extends RedundantSoundTest {
    PipedRedundantSoundTest() throws InterruptedException {}

    @Override
    MemoryCall workerOfSubscribers(MemoryCall home) {
        return home.otherWorker();
    }
}
