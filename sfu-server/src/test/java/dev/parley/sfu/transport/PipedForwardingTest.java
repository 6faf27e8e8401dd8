package dev.parley.sfu.transport;

/** What holds between a publisher and a subscriber of one Worker holds where they are on two. */
class PipedForwardingTest extends ForwardingTest {
    PipedForwardingTest() throws InterruptedException {}

    @Override
    MemoryCall workerOfSubscribers(MemoryCall home) {
        return home.otherWorker();
    }
}
