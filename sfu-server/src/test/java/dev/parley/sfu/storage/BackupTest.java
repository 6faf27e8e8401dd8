package dev.parley.sfu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.sfu.room.KeptRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies can be put in the place of the file, and replace nothing. */
class BackupTest {
    private static final int BANS = 300;

    @TempDir
    private Path folder;

    /** All bans are of the same {@code generation}: a copy has all of one write, or nothing of it. */
    private static KeptRoom room(int generation) {
        return new KeptRoom(
                "tea",
                new RoomSettings(true, false, false, ChatHistory.NONE),
                Optional.empty(),
                new LinkedHashMap<>(),
                IntStream.range(0, BANS).mapToObj(i -> generation + " " + i).toList());
    }

    private static List<KeptRoom> roomsOf(Path copy, Path elsewhere) throws IOException {
        Files.createDirectories(elsewhere);
        Files.copy(copy, elsewhere.resolve(StoredRooms.FILE));
        try (StoredRooms rooms = StoredRooms.open(elsewhere, Runnable::run)) {
            return rooms.rooms();
        }
    }

    @Test
    void copiesMadeWhileOthersWriteAreWhole() throws IOException {
        try (StoredRooms rooms = StoredRooms.open(folder, Runnable::run)) {
            rooms.keep(room(0));
            rooms.chat("tea").join();
            for (int i = 1; i <= 10; i++) {
                rooms.keep(room(i));
                Path copy = folder.resolve("copy-" + i);
                Backup.make(folder, copy);

                List<KeptRoom> copied = roomsOf(copy, folder.resolve("elsewhere-" + i));

                assertThat(copied).hasSize(1);
                assertThat(copied.getFirst().bans()).hasSize(BANS);
                assertThat(copied.getFirst().bans().stream()
                                .map(ban -> ban.split(" ", 2)[0])
                                .distinct())
                        .hasSize(1);
            }
        }
    }

    @Test
    void nothingIsReplaced() throws IOException {
        try (StoredRooms rooms = StoredRooms.open(folder, Runnable::run)) {
            rooms.keep(room(0));
        }
        Path there = Files.writeString(folder.resolve("there"), "something else");

        assertThatThrownBy(() -> Backup.make(folder, there))
                .isInstanceOf(IOException.class)
                .hasMessage(there + " is there already: name another file");
        assertThat(there).hasContent("something else");
        Path nowhere = folder.resolve("nowhere").resolve("copy");
        assertThatThrownBy(() -> Backup.make(folder, nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(nowhere + " cannot be written");
    }

    @Test
    void withoutAFileThereIsNothingToCopy() {
        Path copy = folder.resolve("copy");
        assertThatThrownBy(() -> Backup.make(folder, copy))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("there is no " + folder.resolve(StoredRooms.FILE));
        assertThat(copy).doesNotExist();
    }

    @Test
    void aDamagedFileIsNotCopied() throws IOException {
        Files.writeString(
                folder.resolve(StoredRooms.FILE), "no database at all, but long enough to be one\n".repeat(99));
        Path copy = folder.resolve("copy");
        assertThatThrownBy(() -> Backup.make(folder, copy)).isInstanceOf(StorageTrouble.class);
        assertThat(copy).doesNotExist();
    }
}
