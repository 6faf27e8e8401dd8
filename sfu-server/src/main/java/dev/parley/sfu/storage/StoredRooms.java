package dev.parley.sfu.storage;

import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.sfu.room.KeptRoom;
import dev.parley.sfu.room.RoomStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Rooms kept in the data directory. What is to be kept is written by a thread of its own, in order; a server that is
 * closed writes what is left.
 */
public final class StoredRooms implements RoomStore, AutoCloseable {
    /** In the data directory. */
    public static final String FILE = "rooms.db";

    private static final Logger LOG = LoggerFactory.getLogger(StoredRooms.class);

    /** Minutes of all people at a server who write as fast as they may; beyond that the disk has failed. */
    private static final int MAXIMUM_WAITING = 10_000;

    private static final int IDLE_SECONDS = 10;
    private static final int CLOSE_SECONDS = 5;

    private final Path file;
    private final Executor control;
    private final List<KeptRoom> rooms;
    private final ThreadPoolExecutor thread;
    /** Of {@link #thread}. */
    private @Nullable RoomDatabase database;

    private boolean failing;

    private StoredRooms(Path file, @Nullable RoomDatabase database, Executor control) throws IOException {
        this.file = file;
        this.database = database;
        this.control = control;
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
        Path file = dataDir.resolve(FILE);
        RoomDatabase database = Files.exists(file) ? RoomDatabase.open(file) : null;
        try {
            return new StoredRooms(file, database, control);
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

    private interface Writing {
        void to(RoomDatabase database) throws IOException;
    }

    private void write(String roomId, Writing what) {
        try {
            thread.execute(() -> {
                try {
                    what.to(database());
                    failing = false;
                } catch (IOException e) {
                    failed(roomId, e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.atError().addKeyValue("room", roomId).log("how it is set up is not kept: the disk is too slow");
        }
    }

    /** Said once, until it works again. */
    private void failed(String roomId, IOException e) {
        if (!failing) {
            LOG.atError().addKeyValue("room", roomId).log("how rooms are set up is not kept: {}", e.getMessage());
        }
        failing = true;
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
