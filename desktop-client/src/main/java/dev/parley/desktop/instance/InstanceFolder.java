package dev.parley.desktop.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** The folder of the lock and the socket, which nobody but its owner may enter. */
public final class InstanceFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private InstanceFolder() {}

    /**
     * Where it is: in the person's folder for things of a session (XDG Base Directory Specification), else in another of
     * the person's own.
     *
     * @param inHome that other
     */
    public static Path usual(Map<String, String> environment, Path inHome) {
        Path session = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""));
        return session.isAbsolute() && Files.isDirectory(session) ? session.resolve("parley-desktop") : inHome;
    }

    /**
     * Makes it, if it is not there.
     *
     * @throws IOException when it cannot be made, or is somebody else's
     */
    public static Path made(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createDirectories(folder); // on Windows, in the person's profile, which is closed to others
        }
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString()); // a symbolic link leads who knows where
        }
        // Fails for who is not the owner.
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(OWNER_ONLY);
        return folder;
    }
}
