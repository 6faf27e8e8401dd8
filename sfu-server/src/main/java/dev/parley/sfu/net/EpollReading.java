package dev.parley.sfu.net;

import dev.parley.sfu.stream.WorkerCounters;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a socket read by {@link LinuxDatagramReader} whenever its event loop says that there is something. It says so again
 * in each of its passes for as long as there is (level-triggered), so nothing has to be read to its end.
 */
final class EpollReading {
    private static final Logger LOG = LoggerFactory.getLogger(EpollReading.class);

    private final Handle handle;
    private final IoRegistration registration;

    private EpollReading(Handle handle, IoRegistration registration) {
        this.handle = handle;
        this.registration = registration;
    }

    /** What the event loop knows of it. */
    private record Handle(Recvmmsg call, LinuxDatagramReader reader, Ports.BrokenListener broken)
            implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return call.descriptor();
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            try {
                reader.read();
            } catch (Throwable cause) {
                // An Error would end the loop's thread, and nobody would know.
                broken.broken(cause);
            }
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
     * @param broken told when reading fails in a way that is not of the datagram
     * @return empty where the system does not let it be read so
     * @throws CompletionException with the cause when there is no descriptor left to wait for
     */
    static Optional<EpollReading> begin(
            IoEventLoop loop,
            FileDescriptor socket,
            int burst,
            DatagramSink sink,
            WorkerCounters counters,
            Ports.BrokenListener broken) {
        // Freed with these objects: a Worker that hangs may still be using it when its port is closed.
        Arena arena = Arena.ofAuto();
        Recvmmsg call;
        try {
            call = new Recvmmsg(socket, arena);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
        try {
            int refusal = call.refusal();
            if (refusal != 0) {
                LOG.info("the system refuses recvmmsg (errno {}): datagrams are read one by one", refusal);
                call.close();
                return Optional.empty();
            }
            LinuxDatagramReader reader = new LinuxDatagramReader(call, arena, burst, sink, counters);
            return Optional.of(begin(loop, new Handle(call, reader, broken)));
        } catch (RuntimeException | Error e) {
            call.close();
            throw e;
        }
    }

    private static EpollReading begin(IoEventLoop loop, Handle handle) {
        Future<IoRegistration> registered = loop.register(handle).awaitUninterruptibly();
        if (!registered.isSuccess()) {
            throw new CompletionException(registered.cause());
        }
        EpollReading reading = new EpollReading(handle, registered.getNow());
        try {
            reading.registration.submit(EpollIoOps.EPOLLIN);
        } catch (UncheckedIOException e) {
            reading.close();
            throw new CompletionException(e.getCause());
        }
        return reading;
    }

    /** Reads nothing more; on any thread. */
    void close() {
        try {
            registration.cancel();
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has ended and waits for nothing any more", e);
        } finally {
            handle.close();
        }
    }

    /** System calls so far. */
    long calls() {
        return handle.reader().calls();
    }
}
