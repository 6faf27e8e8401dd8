package dev.parley.sfu.storage;

import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.sfu.room.KeptRoom;
import dev.parley.sfu.room.RoomStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rooms kept in the data directory. What is to be kept is written by a thread of its own, of each room in order; a server that
 * is closed writes what is left. What cannot be written is tried again until it can, and is not in the way of other rooms.
 */
public final class StoredRooms implements RoomStore, AutoCloseable {
    /** In the data directory. */
    public static final String FILE = "rooms.db";

    private static final Logger LOG = LoggerFactory.getLogger(StoredRooms.class);

    /** Minutes of all people at a server who write as fast as they may; beyond that the disk has failed. */
    private static final int MAXIMUM_WAITING = 10_000;

    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final int IDLE_SECONDS = 10;
    private static final int CLOSE_SECONDS = 5;

    private final Path file;
    private final Executor control;
    private final List<KeptRoom> rooms;
    private final ThreadPoolExecutor thread;
    /** Of {@link #thread}. */
    private @Nullable RoomDatabase database;

    /** Of {@link #thread}. */
    private final PendingWrites pending = new PendingWrites(MAXIMUM_WAITING);

    private final Duration retry;

    private StoredRooms(Path file, @Nullable RoomDatabase database, Executor control, Duration retry)
            throws IOException {
        this.file = file;
        this.database = database;
        this.control = control;
        this.retry = retry;
        this.rooms = database == null ? List.of() : database.rooms();
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAXIMUM_WAITING),
                Thread.ofPlatform().name("storage").factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Reads what is there; the file is made when the first room is to be kept.
     *
     * <p>Thread: any that may wait.
     *
     * @param control runs what comes back
     * @throws StorageTrouble when the database is of no use as it is
     */
    public static StoredRooms open(Path dataDir, Executor control) throws IOException {
        return open(dataDir, control, RETRY);
    }

    /** @param retry how long after what could not be written is tried again */
    static StoredRooms open(Path dataDir, Executor control, Duration retry) throws IOException {
        Path file = dataDir.resolve(FILE);
        RoomDatabase database = Files.exists(file) ? RoomDatabase.open(file) : null;
        try {
            return new StoredRooms(file, database, control, retry);
        } catch (IOException e) {
            if (database != null) {
                database.close();
            }
            throw e;
        }
    }

    @Override
    public List<KeptRoom> rooms() {
        return rooms;
    }

    @Override
    public void keep(KeptRoom room) {
        write(room.id(), there -> there.keep(room));
    }

    @Override
    public void forget(String roomId) {
        write(roomId, there -> there.forget(roomId));
    }

    @Override
    public void keep(String roomId, ChatMessage message, long oldest) {
        write(roomId, there -> there.keep(roomId, message, oldest));
    }

    @Override
    public CompletableFuture<List<ChatMessage>> chat(String roomId) {
        try {
            return CompletableFuture.supplyAsync(() -> read(roomId), thread).thenApplyAsync(chat -> chat, control);
        } catch (RejectedExecutionException e) {
            LOG.atError().addKeyValue("room", roomId).log("what was said earlier is not shown: the disk is too slow");
            return CompletableFuture.completedFuture(List.of());
        }
    }

    private List<ChatMessage> read(String roomId) {
        try {
            return database().chat(roomId);
        } catch (IOException e) {
            LOG.atError().addKeyValue("room", roomId).log("what was said earlier is not shown: {}", e.getMessage());
            return List.of();
        }
    }

    private interface ToDatabase {
        void to(RoomDatabase database) throws IOException;
    }

    private void write(String roomId, ToDatabase what) {
        try {
            thread.execute(() -> {
                boolean idle = pending.isEmpty();
                pending.write(roomId, () -> what.to(database()));
                if (idle) {
                    tryAgainLater();
                }
            });
        } catch (RejectedExecutionException e) {
            PendingWrites.lost(roomId, "the disk is too slow");
        }
    }

    /** Until nothing is left; whoever closes meanwhile tries once more. */
    private void tryAgainLater() {
        if (!pending.isEmpty()) {
            later(() -> {
                pending.tryAgain();
                tryAgainLater();
            });
        }
    }

    private void unlessClosed(Runnable task) {
        if (thread.isShutdown()) {
            return;
        }
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            later(task); // too much waits for the disk at this moment
        }
    }

    private void later(Runnable task) {
        CompletableFuture.delayedExecutor(retry.toNanos(), TimeUnit.NANOSECONDS, this::unlessClosed)
                .execute(task);
    }

    private RoomDatabase database() throws IOException {
        RoomDatabase open = database;
        if (open == null) {
            open = RoomDatabase.open(file);
            database = open;
        }
        return open;
    }

    /** Writes what is left. Thread: any that may wait. */
    @Override
    public void close() {
        thread.execute(() -> {
            pending.tryAll();
            pending.giveUp("the server ends");
            if (database != null) {
                try {
                    database.close();
                } catch (IOException e) {
                    LOG.error("{}", e.getMessage());
                }
            }
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("{} takes too long to be written: what was set up last is not kept", file);
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
