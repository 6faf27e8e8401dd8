package dev.parley.sfu.storage;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.sfu.room.KeptRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The database itself. Every call waits for the disk. Thread: one at a time. */
final class RoomDatabase implements AutoCloseable {
    /** Two programs may have it open: the server, and one that copies it. */
    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private final Connection connection;

    private RoomDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens a database, which is made if there is none, and brings it up to date.
     *
     * @throws StorageTrouble when it is of no use as it is; then it is left alone
     * @throws IOException when the file cannot be made
     */
    static RoomDatabase open(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return open(file, Schema::bringUpToDate);
    }

    private static void make(Path file) throws StorageTrouble {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrivateFile.create(file);
        } catch (IOException e) {
            throw StorageTrouble.notMade(file, e);
        }
    }

    /**
     * Opens a database as it is, though it may be of another version, to copy it.
     *
     * @throws StorageTrouble when it is of no use as it is
     */
    static RoomDatabase openToCopy(Path file) throws IOException {
        return open(file, Schema::requireSound);
    }

    private interface Check {
        void of(Connection database, Path file) throws SQLException, StorageTrouble;
    }

    private static RoomDatabase open(Path file, Check check) throws IOException {
        try {
            Connection connection = connect(file);
            try {
                check.of(connection, file);
                return new RoomDatabase(file, connection);
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StorageTrouble.of(file, e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        // As a URI, in which a name may have any character.
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    /** All rooms, the one last set up or used last. */
    List<KeptRoom> rooms() throws IOException {
        return reading(() -> {
            List<KeptRoom> rooms = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT id, locked, lobby, chat_history, password FROM room ORDER BY turn")) {
                while (row.next()) {
                    String id = row.getString(1);
                    Optional<String> password = Optional.ofNullable(row.getString(5));
                    ChatHistory history = ChatHistory.valueOf(row.getString(4).toUpperCase(Locale.ROOT));
                    rooms.add(new KeptRoom(
                            id,
                            new RoomSettings(row.getBoolean(2), row.getBoolean(3), password.isPresent(), history),
                            password,
                            roles(id),
                            bans(id)));
                }
            }
            return rooms;
        });
    }

    private SequencedMap<String, Role> roles(String room) throws SQLException {
        SequencedMap<String, Role> roles = new LinkedHashMap<>();
        try (PreparedStatement statement =
                        prepare("SELECT person, role FROM role WHERE room = ? ORDER BY position", room);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                roles.put(row.getString(1), Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT)));
            }
        }
        return roles;
    }

    private List<String> bans(String room) throws SQLException {
        List<String> bans = new ArrayList<>();
        try (PreparedStatement statement = prepare("SELECT who FROM ban WHERE room = ? ORDER BY position", room);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                bans.add(row.getString(1));
            }
        }
        return bans;
    }

    /** What was said in a room, the oldest first. */
    List<ChatMessage> chat(String room) throws IOException {
        return reading(() -> {
            List<ChatMessage> messages = new ArrayList<>();
            try (PreparedStatement statement = prepare(
                            "SELECT number, peer, name, text, sent_at FROM message WHERE room = ? ORDER BY number",
                            room);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    messages.add(new ChatMessage(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            Optional.empty(),
                            row.getLong(5)));
                }
            }
            return messages;
        });
    }

    /** Keeps how a room is set up. */
    void keep(KeptRoom room) throws IOException {
        RoomSettings settings = room.settings();
        writing(() -> {
            change(
                    """
                    INSERT INTO room (id, turn, locked, lobby, chat_history, password)
                    VALUES (?, (SELECT coalesce(max(turn), 0) + 1 FROM room), ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, locked = excluded.locked, lobby = excluded.lobby,
                      chat_history = excluded.chat_history, password = excluded.password""",
                    room.id(),
                    settings.locked(),
                    settings.lobby(),
                    settings.chatHistory().word(),
                    room.passwordHash().orElse(null));
            change("DELETE FROM role WHERE room = ?", room.id());
            int position = 0;
            for (var role : room.roles().sequencedEntrySet()) {
                change(
                        "INSERT INTO role VALUES (?, ?, ?, ?)",
                        room.id(),
                        position++,
                        role.getKey(),
                        role.getValue().word());
            }
            change("DELETE FROM ban WHERE room = ?", room.id());
            position = 0;
            for (String ban : room.bans()) {
                change("INSERT INTO ban VALUES (?, ?, ?)", room.id(), position++, ban);
            }
            if (settings.chatHistory() != ChatHistory.KEPT) {
                change("DELETE FROM message WHERE room = ?", room.id());
            }
        });
    }

    void forget(String room) throws IOException {
        writing(() -> change("DELETE FROM room WHERE id = ?", room));
    }

    /** Keeps what was said in a room that is there, and forgets what came before {@code oldest}. */
    void keep(String room, ChatMessage message, long oldest) throws IOException {
        writing(() -> {
            change(
                    "INSERT OR REPLACE INTO message SELECT id, ?, ?, ?, ?, ? FROM room WHERE id = ?",
                    message.number(),
                    message.peerId(),
                    message.displayName(),
                    message.text(),
                    message.sentAt(),
                    room);
            change("DELETE FROM message WHERE room = ? AND number < ?", room, oldest);
        });
    }

    /**
     * Writes all of it, as it is at one moment, into a file.
     *
     * @param copy is not there yet, or empty
     */
    void copyTo(Path copy) throws IOException {
        reading(() -> {
            change("VACUUM INTO ?", copy.toString());
            return copy;
        });
    }

    private int change(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private interface Reading<T> {
        T run() throws SQLException;
    }

    private interface Writing {
        void run() throws SQLException;
    }

    private <T> T reading(Reading<T> work) throws StorageTrouble {
        try {
            return work.run();
        } catch (SQLException e) {
            throw StorageTrouble.of(file, e);
        } catch (IllegalArgumentException e) { // a word that no version has written
            throw StorageTrouble.damaged(file, String.valueOf(e.getMessage()));
        }
    }

    /** All of it or nothing. */
    private void writing(Writing work) throws StorageTrouble {
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw StorageTrouble.of(file, e);
        }
    }

    @Override
    public void close() throws StorageTrouble {
        try {
            connection.close();
        } catch (SQLException e) {
            throw StorageTrouble.of(file, e);
        }
    }
}
