package dev.parley.sfu.net;

import dev.parley.sfu.stream.WorkerCounters;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.CompletionException;

/**
 * Has a socket read by {@link LinuxDatagramReader} whenever its event loop says that there is something. It says so again
 * in each of its passes for as long as there is (level-triggered), so nothing has to be read to its end.
 */
final class EpollReading {
    private final Handle handle;
    private final IoRegistration registration;

    private EpollReading(Handle handle, IoRegistration registration) {
        this.handle = handle;
        this.registration = registration;
    }

    /** What the event loop knows of it. */
    private record Handle(Recvmmsg call, LinuxDatagramReader reader) implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return call.descriptor();
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            reader.read();
        }

        @Override
        public void close() {
            call.close();
        }
    }

    /**
     * Begins. Waits for the event loop, so it is not to be called on it.
     *
     * @param socket the descriptor of a socket that nobody else reads
     * @throws CompletionException with the cause when there is no descriptor left to wait for
     */
    static EpollReading begin(IoEventLoop loop, int socket, int burst, DatagramSink sink, WorkerCounters counters) {
        // Freed with these objects: a Worker that hangs may still be using it when its port is closed.
        Arena arena = Arena.ofAuto();
        Recvmmsg call;
        try {
            call = new Recvmmsg(socket, arena);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
        try {
            Handle handle = new Handle(call, new LinuxDatagramReader(call, arena, burst, sink, counters));
            IoRegistration registration =
                    loop.register(handle).syncUninterruptibly().getNow();
            registration.submit(EpollIoOps.EPOLLIN);
            return new EpollReading(handle, registration);
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    /** Reads nothing more; on any thread. */
    void close() {
        registration.cancel();
        handle.close();
    }

    /** System calls so far. */
    long calls() {
        return handle.reader().calls();
    }
}
