package dev.parley.sfu.tls;

import dev.parley.sfu.configuration.Setting;
import dev.parley.sfu.configuration.WrongSettingException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/** A folder of keys and certificates that only the server's user may read. A file in it is old or new, never half. */
public final class DataFolder {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path dataDir;
    private final Path folder;

    /**
     * The folder is made with the first file.
     *
     * @param name relative to {@code dataDir}
     */
    public DataFolder(Path dataDir, String name) {
        this.dataDir = dataDir;
        folder = dataDir.resolve(name);
    }

    /**
     * The content of a file, if there is one.
     *
     * @throws WrongSettingException when it cannot be read
     */
    public Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw wrong("it is not readable: " + e.getMessage());
        }
    }

    /**
     * Writes a file, and the folder if need be.
     *
     * @throws WrongSettingException when it cannot be written
     */
    public void write(String name, String content) {
        try {
            Files.createDirectories(dataDir);
            makeFolder();
            Path fresh = folder.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, rights("rw-------"));
            giveToOwner(fresh);
            Files.writeString(fresh, content, StandardOpenOption.SYNC);
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw wrong("it is not writable: " + e.getMessage());
        }
    }

    private void makeFolder() throws IOException {
        Path at = dataDir;
        for (Path each : dataDir.relativize(folder)) {
            at = at.resolve(each);
            if (!Files.isDirectory(at)) {
                Files.createDirectory(at, rights("rwx------"));
                giveToOwner(at);
            }
        }
    }

    /** What an administrator makes as root, with a command, must be readable for the server that owns the data. */
    private void giveToOwner(Path fresh) throws IOException {
        UserPrincipal owner = Files.getOwner(dataDir);
        if (!owner.equals(Files.getOwner(fresh))) {
            Files.setOwner(fresh, owner);
        }
    }

    /** Where a file is. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    private WrongSettingException wrong(String problem) {
        return new WrongSettingException(Setting.DATA_DIR.key(), dataDir.toString(), problem);
    }

    private static FileAttribute<?>[] rights(String rights) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
