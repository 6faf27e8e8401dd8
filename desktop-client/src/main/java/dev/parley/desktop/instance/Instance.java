package dev.parley.desktop.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first start of a person's: it holds a lock as long as its process lives, and hears over a Unix domain socket what
 * later ones were given. Nobody else can reach either, see {@link InstanceFolder}.
 */
public final class Instance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);
    private static final String LOCK = "instance.lock";
    private static final String SOCKET = "instance.socket";
    private static final String HEARD = "ok";

    /** Of what is handed over: a link with a token of at most 4,096 characters. */
    private static final int MAX_BYTES = 16_384;

    /** For the first one to come to it; it may be starting. */
    private static final long PATIENCE_SECONDS = 20;

    private static final int CONNECT_ATTEMPTS = 20;
    private static final long CONNECT_PAUSE_NANOS = 100_000_000;

    private final FileChannel lockFile;
    private final ServerSocketChannel server;
    private final Path socket;

    private Instance(FileChannel lockFile, ServerSocketChannel server, Path socket) {
        this.lockFile = lockFile;
        this.server = server;
        this.socket = socket;
    }

    /**
     * Becomes the first one; empty when there is one.
     *
     * @param folder for this person only, see {@link InstanceFolder}
     * @throws IOException when there can be no lock or socket; one can do without
     */
    public static Optional<Instance> claim(Path folder) throws IOException {
        FileChannel lockFile =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                lockFile.close();
                return Optional.empty();
            }
        } catch (OverlappingFileLockException e) { // held by this very process
            lockFile.close();
            return Optional.empty();
        }
        try {
            Path socket = folder.resolve(SOCKET);
            Files.deleteIfExists(socket); // of a process that was killed: the lock says that nobody uses it
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            return Optional.of(new Instance(lockFile, server, socket));
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /**
     * Hears from now on what other starts hand over; what came before waits. Once only.
     *
     * @param act is given each text, on a thread of its own
     */
    public void listen(Consumer<String> act) {
        Thread.ofPlatform().name("instance").daemon().start(() -> accept(act));
    }

    private void accept(Consumer<String> act) {
        while (server.isOpen()) {
            try {
                SocketChannel other = server.accept();
                // One that says nothing holds up nobody.
                Thread.ofVirtual().start(() -> hear(other, act));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("links of other starts are not heard any more: {}", e.toString());
                return;
            }
        }
    }

    private static void hear(SocketChannel other, Consumer<String> act) {
        try (other) {
            byte[] text = Channels.newInputStream(other).readNBytes(MAX_BYTES + 1);
            if (text.length > MAX_BYTES) {
                LOG.warn("another start hands over too much to be a link");
                return;
            }
            act.accept(new String(text, StandardCharsets.UTF_8));
            other.write(ByteBuffer.wrap(HEARD.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | RuntimeException e) { // who was to act could not, and the other start will
            LOG.warn("another start could not be heard: {}", e.toString());
        }
    }

    /**
     * Gives a text to the first one.
     *
     * @return whether it was heard; not when there is none, or it hangs
     */
    public static boolean handOver(Path folder, String text) {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve(SOCKET));
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        Thread.ofPlatform().name("hand-over").daemon().start(() -> {
            try {
                heard.complete(tell(address, text));
            } catch (UncheckedIOException e) {
                heard.completeExceptionally(e);
            }
        });
        try {
            return heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("the Parley that runs cannot be reached: {}", String.valueOf(e.getCause()));
            return false;
        } catch (TimeoutException e) {
            LOG.warn("the Parley that runs does not answer");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The first one has its lock a moment before its socket. */
    private static SocketChannel connect(UnixDomainSocketAddress address) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return SocketChannel.open(address);
            } catch (IOException e) {
                if (attempt == CONNECT_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(CONNECT_PAUSE_NANOS);
            }
        }
    }

    private static boolean tell(UnixDomainSocketAddress address, String text) {
        try (SocketChannel first = connect(address)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                first.write(bytes);
            }
            first.shutdownOutput();
            byte[] answer = Channels.newInputStream(first).readNBytes(HEARD.length());
            return HEARD.equals(new String(answer, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets another be the first one. */
    @Override
    public void close() {
        try (lockFile;
                server) {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("the lock of this start remains: {}", e.toString());
        }
    }
}
