package dev.parley.sfu.transport;

/** What a publisher is told of those who watch on another Worker. */
class PipedWatchedLayersTest extends WatchedLayersTest {
    @Override
    MemoryCall workerOfSubscribers(MemoryCall home) {
        return home.otherWorker();
    }
}
