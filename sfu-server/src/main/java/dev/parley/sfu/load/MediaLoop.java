package dev.parley.sfu.load;

import dev.parley.protocol.session.SessionEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread, one selector, any number of transports: receives, counts, and sends what is due each millisecond.
 *
 * <p>Thread: {@link #execute}, {@link #call} and {@link #close} from any; everything else on the loop.
 */
final class MediaLoop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    /** The finest wait a selector has; the send times of bursts are as precise. */
    private static final long TICK_MILLIS = 1;

    /** Without anything to send, checks and consent are all that waits. */
    private static final long IDLE_MILLIS = 20;

    private static final long POLL_NANOS = 20_000_000L;
    /** Datagrams taken from one socket before the others have their turn, and before bursts that are due. */
    private static final int READS_AT_ONCE = 64;

    private static final int DATAGRAM_BYTES = 2048;

    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** So that a selector is woken once for many tasks: waking costs a system call. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private final Thread thread;
    private final SessionEnvironment environment;
    private final int sampleEvery;
    private final MediaCounters counters = new MediaCounters();
    private final List<LoadTransport> transports = new ArrayList<>();
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
    private boolean sending;
    private long windowNanos = System.nanoTime();
    private long polledNanos = windowNanos;
    private volatile boolean closed;

    /**
     * A loop that runs.
     *
     * @param environment what sessions need, given this loop to come back to
     */
    MediaLoop(Function<Executor, SessionEnvironment> environment, int sampleEvery) throws IOException {
        this.environment = environment.apply(this);
        this.sampleEvery = sampleEvery;
        this.thread = Thread.ofPlatform().name("load media").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    SessionEnvironment environment() {
        return environment;
    }

    int sampleEvery() {
        return sampleEvery;
    }

    MediaCounters counters() {
        return counters;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Runs a task on the loop and gives its result. */
    <T> CompletableFuture<T> call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Takes a transport in, without beginning it. */
    void add(LoadTransport transport) throws IOException {
        transport.wire().register(selector, transport);
        transports.add(transport);
    }

    void remove(LoadTransport transport) {
        if (transports.remove(transport)) {
            transport.close();
        }
    }

    /** Lets the streams of all transports flow. */
    void startSending() {
        long now = System.nanoTime();
        for (LoadTransport transport : transports) {
            transport.outgoing().forEach(track -> track.begin(now));
        }
        sending = true;
    }

    /** Lets nothing flow any more. */
    void stopSending() {
        sending = false;
    }

    void startWindow() {
        long now = System.nanoTime();
        counters.clear();
        for (LoadTransport transport : transports) {
            for (IncomingStream stream : transport.incoming().all()) {
                stream.count.startWindow();
            }
            transport.viewing().cameras().forEach(camera -> camera.startWindow(now));
        }
        windowNanos = now;
    }

    /** What is viewed on all transports. */
    List<View> views() {
        long now = System.nanoTime();
        return transports.stream()
                .flatMap(transport -> transport.viewing().cameras().stream())
                .map(camera -> camera.view(now))
                .toList();
    }

    LoadReport report() {
        int streams = 0;
        int silent = 0;
        long expected = 0;
        long lost = 0;
        long duplicates = 0;
        for (LoadTransport transport : transports) {
            for (IncomingStream stream : transport.incoming().all()) {
                streams++;
                silent += stream.count.unique() == 0 ? 1 : 0;
                expected += stream.count.expected();
                lost += stream.count.lost();
                duplicates += stream.count.duplicates();
            }
        }
        return new LoadReport(
                (System.nanoTime() - windowNanos) / 1e9,
                counters.sent,
                counters.notSent,
                counters.received,
                counters.receivedBytes,
                streams,
                silent,
                expected,
                lost,
                duplicates,
                counters.decrypted,
                counters.undecryptable,
                counters.unknown,
                counters.keyFrameRequests,
                counters.latency.percentile(0.5),
                counters.latency.percentile(0.99));
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(sending ? TICK_MILLIS : IDLE_MILLIS);
                woken.set(false);
                runTasks();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof LoadTransport transport) {
                        drain(transport);
                    }
                }
                selector.selectedKeys().clear();
                long now = System.nanoTime();
                if (sending) {
                    sendDue(now);
                }
                drainLines(now);
                if (now - polledNanos >= POLL_NANOS) {
                    polledNanos = now;
                    poll(now);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the load client's media loop ended", e);
        }
        runTasks();
        List.copyOf(transports).forEach(this::remove);
        closeSelector();
    }

    private void runTasks() {
        for (@Nullable Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void drain(LoadTransport transport) {
        try {
            for (int i = 0; i < READS_AT_ONCE; i++) {
                int length = transport.wire().read(datagram);
                if (length <= 0) {
                    return;
                }
                transport.received(datagram, length);
            }
        } catch (IOException e) {
            // An ICMP error of an earlier datagram, or the socket was closed within: what arrives tells the rest.
            LOG.debug("a transport could not be read: {}", e.toString());
            transport.broken(e);
        }
    }

    private void sendDue(long now) {
        for (int i = 0; i < transports.size(); i++) {
            transports.get(i).sendDue(now);
        }
    }

    /** What came through a bad line by now. */
    private void drainLines(long now) {
        for (int i = 0; i < transports.size(); i++) {
            if (transports.get(i).wire().nextNanos() <= now) {
                drain(transports.get(i));
            }
        }
    }

    private void poll(long now) {
        for (int i = 0; i < transports.size(); i++) {
            transports.get(i).poll(now);
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("the selector did not close: {}", e.toString());
        }
    }

    /** Closes every transport and ends the thread. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
