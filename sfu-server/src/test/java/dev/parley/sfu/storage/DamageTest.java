package dev.parley.sfu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.sfu.room.KeptRoom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is of no use is named in one line, and left as it is. */
class DamageTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve(StoredRooms.FILE);
    }

    private void keepRooms() throws IOException {
        try (StoredRooms rooms = StoredRooms.open(folder, Runnable::run)) {
            for (int i = 0; i < 100; i++) {
                rooms.keep(new KeptRoom(
                        "room " + i,
                        new RoomSettings(true, false, false, ChatHistory.NONE),
                        Optional.empty(),
                        new LinkedHashMap<>(),
                        List.of("a".repeat(200))));
            }
        }
    }

    private void isRefusedAndLeftAlone(String because) throws IOException {
        byte[] before = Files.readAllBytes(file());
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> StoredRooms.open(folder, Runnable::run))
                    .isInstanceOf(StorageTrouble.class)
                    .hasMessageStartingWith(file() + " ")
                    .hasMessageContaining(because)
                    .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file());
        }
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        keepRooms();
        byte[] content = Files.readAllBytes(file());
        assertThat(content.length).isGreaterThan(3 * 4_096);
        byte[] noise = new byte[4_096];
        new Random(5).nextBytes(noise);
        for (int page = 1; page < 4; page++) {
            System.arraycopy(noise, 0, content, page * noise.length, noise.length);
        }
        Files.write(file(), content);

        isRefusedAndLeftAlone("is damaged");
    }

    @Test
    void aFileThatWasCutOffIsRefused() throws IOException {
        keepRooms();
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 2 * 4_096));

        isRefusedAndLeftAlone("is damaged");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.write(
                file(),
                "the minutes of the last meeting, and a good deal more of text\n"
                        .repeat(40)
                        .getBytes(StandardCharsets.UTF_8));

        isRefusedAndLeftAlone("is no database of Parley");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws IOException, SQLException {
        run("CREATE TABLE room (id TEXT)");

        isRefusedAndLeftAlone("is no database of Parley");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws IOException, SQLException {
        keepRooms();
        run("PRAGMA user_version = 99");

        isRefusedAndLeftAlone("was written by a newer Parley");
    }

    private void run(String... statements) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = database.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Test
    void anOlderDatabaseMakesTheStepsThatItHasNotMade() throws IOException, SQLException {
        keepRooms();
        List<List<String>> steps = List.of(
                List.of("not run: it was made"),
                List.of("ALTER TABLE room ADD COLUMN colour TEXT", "UPDATE room SET colour = 'red'"));
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            Schema.bringUpToDate(database, file(), steps);
            Schema.bringUpToDate(database, file(), steps);
            try (var red = database.createStatement()
                    .executeQuery("SELECT count(*) FROM room WHERE colour = 'red' AND locked")) {
                assertThat(red.getInt(1)).isEqualTo(100);
            }
        }
        isRefusedAndLeftAlone("its form is 2, known here is 1");
    }

    @Test
    void aStepThatFailsChangesNothing() throws IOException, SQLException {
        keepRooms();
        List<List<String>> steps =
                List.of(List.of(), List.of("ALTER TABLE room ADD COLUMN colour TEXT", "this is no statement"));
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            assertThatThrownBy(() -> Schema.bringUpToDate(database, file(), steps))
                    .isInstanceOf(SQLException.class);
        }
        try (StoredRooms rooms = StoredRooms.open(folder, Runnable::run)) {
            assertThat(rooms.rooms()).hasSize(100);
        }
    }
}
