package dev.parley.sfu.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies of the database, made while a server may be writing to it. */
public final class Backup {
    private Backup() {}

    /**
     * Makes a copy. Waits for the disk.
     *
     * @param copy is not there yet
     * @return the file that was copied
     * @throws IOException when there is none or it is of no use, or there is no place for the copy; its message is one line
     *     for the operator
     */
    public static Path make(Path dataDir, Path copy) throws IOException {
        Path file = dataDir.resolve(StoredRooms.FILE);
        if (!Files.exists(file)) {
            throw new IOException("there is no " + file + ": no room has been set up, or data-dir is another one");
        }
        try (RoomDatabase database = RoomDatabase.openToCopy(file)) {
            PrivateFile.create(copy);
            try {
                database.copyTo(copy.toAbsolutePath());
                writeThrough(copy);
            } catch (IOException e) {
                Files.deleteIfExists(copy);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException(copy + " is there already: name another file", e);
        } catch (FileSystemException e) {
            throw new IOException(copy + " cannot be written: " + e.getClass().getSimpleName(), e);
        }
        return file;
    }

    private static void writeThrough(Path copy) throws IOException {
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
