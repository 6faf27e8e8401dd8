package dev.parley.sfu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.sfu.room.KeptRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in a real file is there when the file is opened again. */
class StoredRoomsTest {
    @TempDir
    private Path folder;

    private StoredRooms open() throws IOException {
        return StoredRooms.open(folder, Runnable::run);
    }

    private static KeptRoom room(String id, ChatHistory history) {
        LinkedHashMap<String, Role> roles = new LinkedHashMap<>();
        roles.put("b1", Role.OWNER);
        roles.put("a2", Role.MODERATOR);
        return new KeptRoom(
                id,
                new RoomSettings(true, false, true, history),
                Optional.of("$argon2id$v=19$..."),
                roles,
                List.of("person c3", "address /192.0.2.7"));
    }

    private static ChatMessage message(long number) {
        return new ChatMessage(number, "peer", "Zoë 🐢", "'; DROP TABLE room; --\u2028" + number, Optional.empty(), 17);
    }

    private static List<Long> numbers(List<ChatMessage> chat) {
        return chat.stream().map(ChatMessage::number).toList();
    }

    @Test
    void aRoomIsReadAsItWasKept() throws IOException {
        KeptRoom room = room("Kaffee & Kuchen 🫖", ChatHistory.MEETING);
        try (StoredRooms rooms = open()) {
            rooms.keep(room);
        }
        try (StoredRooms rooms = open()) {
            assertThat(rooms.rooms()).containsExactly(room);
            assertThat(rooms.rooms().getFirst().roles().sequencedKeySet()).containsExactly("b1", "a2");
        }
    }

    @Test
    void theLastStateCountsAndTheRoomUsedLastIsTheLast() throws IOException {
        KeptRoom changed = new KeptRoom(
                "tea",
                new RoomSettings(false, true, false, ChatHistory.NONE),
                Optional.empty(),
                new LinkedHashMap<>(),
                List.of());
        try (StoredRooms rooms = open()) {
            rooms.keep(room("tea", ChatHistory.NONE));
            rooms.keep(room("board", ChatHistory.NONE));
            rooms.keep(changed);
        }
        try (StoredRooms rooms = open()) {
            assertThat(rooms.rooms()).containsExactly(room("board", ChatHistory.NONE), changed);
        }
    }

    @Test
    void aForgottenRoomIsGoneWithItsChat() throws IOException {
        try (StoredRooms rooms = open()) {
            rooms.keep(room("tea", ChatHistory.KEPT));
            rooms.keep("tea", message(1), 1);
            rooms.forget("tea");
            rooms.keep("tea", message(2), 1);
            rooms.keep(room("tea", ChatHistory.KEPT));
            assertThat(rooms.chat("tea").join()).isEmpty();
        }
    }

    @Test
    void chatIsKeptUpToTheOldestThatIsWanted() throws IOException {
        try (StoredRooms rooms = open()) {
            rooms.keep(room("tea", ChatHistory.KEPT));
            for (long number = 1; number <= 5; number++) {
                rooms.keep("tea", message(number), Math.max(1, number - 2));
            }
            rooms.keep(room("board", ChatHistory.KEPT));
        }
        try (StoredRooms rooms = open()) {
            assertThat(rooms.chat("tea").join()).containsExactly(message(3), message(4), message(5));
            assertThat(rooms.chat("board").join()).isEmpty();
        }
    }

    @Test
    void aRoomThatDoesNotWantItsChatKeptAnyMoreHasNone() throws IOException {
        try (StoredRooms rooms = open()) {
            rooms.keep(room("tea", ChatHistory.KEPT));
            rooms.keep("tea", message(1), 1);
            rooms.keep(room("tea", ChatHistory.KEPT));
            assertThat(numbers(rooms.chat("tea").join())).containsExactly(1L);
            rooms.keep(room("tea", ChatHistory.MEETING));
            assertThat(rooms.chat("tea").join()).isEmpty();
        }
    }

    @Test
    void withoutAnyRoomThatIsSetUpThereIsNoFile() throws IOException {
        try (StoredRooms rooms = open()) {
            assertThat(rooms.rooms()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everythingIsInOneFile() throws IOException {
        try (StoredRooms rooms = open()) {
            rooms.keep(room("tea", ChatHistory.NONE));
        }
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith(StoredRooms.FILE));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theFileIsForTheServersUserAlone() throws IOException {
        try (StoredRooms rooms = open()) {
            rooms.keep(room("tea", ChatHistory.NONE));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(StoredRooms.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDiskThatFailsDoesNotStopTheMeeting() throws IOException {
        Path none = folder.resolve("none");
        try (StoredRooms rooms = StoredRooms.open(none, Runnable::run)) {
            Files.writeString(none, "no folder can be made here");
            rooms.keep(room("tea", ChatHistory.KEPT));
            rooms.keep("tea", message(1), 1);
            assertThat(rooms.chat("tea").join()).isEmpty();
            Files.delete(none);
        }
        try (StoredRooms rooms = StoredRooms.open(none, Runnable::run)) {
            assertThat(rooms.rooms()).as("written at the end").hasSize(1);
            assertThat(numbers(rooms.chat("tea").join())).containsExactly(1L);
        }
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenOnceItCan() throws IOException {
        Path none = folder.resolve("none");
        try (StoredRooms rooms = StoredRooms.open(none, Runnable::run, Duration.ofMillis(20))) {
            Files.writeString(none, "no folder can be made here");
            rooms.keep(room("tea", ChatHistory.KEPT));
            for (long number = 1; number <= 3; number++) {
                rooms.keep("tea", message(number), 1);
            }
            assertThat(rooms.chat("tea").join()).isEmpty();
            Files.delete(none);
            await().untilAsserted(
                            () -> assertThat(numbers(rooms.chat("tea").join())).containsExactly(1L, 2L, 3L));
        }
    }

    @Test
    void aRoomThatCannotBeWrittenIsNotInTheWayOfOthers() throws Exception {
        try (StoredRooms rooms = StoredRooms.open(folder, Runnable::run, Duration.ofMillis(20))) {
            rooms.keep(room("tea", ChatHistory.KEPT));
            rooms.keep(room("board", ChatHistory.KEPT));
            assertThat(rooms.chat("tea").join()).isEmpty(); // written by now
            refuse(
                    "CREATE TRIGGER t BEFORE INSERT ON message WHEN NEW.room = 'tea' BEGIN SELECT RAISE(ABORT, 'no'); END");

            rooms.keep("tea", message(1), 1);
            rooms.keep("tea", message(2), 1);
            rooms.keep("board", message(1), 1);
            rooms.keep("board", message(2), 1);

            assertThat(numbers(rooms.chat("board").join())).containsExactly(1L, 2L);
            assertThat(rooms.chat("tea").join()).isEmpty();
            refuse("DROP TRIGGER t");
            await().untilAsserted(
                            () -> assertThat(numbers(rooms.chat("tea").join())).containsExactly(1L, 2L));
        }
    }

    /** Changes the file behind the server's back. */
    private void refuse(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(StoredRooms.FILE));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
