package dev.parley.sfu.transport;

/** Who is forwarded in a large room is decided on its home, and heard as well on another Worker. */
class PipedLargeRoomTest extends LargeRoomTest {
    @Override
    MemoryCall workerOfListener(MemoryCall home) {
        return home.otherWorker();
    }
}
