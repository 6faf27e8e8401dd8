package dev.parley.sfu.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The form of the database, step by step: a database that has made some of the steps makes the others. */
final class Schema {
    /** "PRLY": by this a file is known to be ours. */
    private static final int APPLICATION_ID = 0x50524C59;

    /** Never changed once released, only continued. */
    private static final List<List<String>> STEPS = List.of(List.of("""
            CREATE TABLE room (
              id TEXT NOT NULL PRIMARY KEY,
              turn INTEGER NOT NULL, -- the higher, the later it was set up or used
              locked INTEGER NOT NULL,
              lobby INTEGER NOT NULL,
              chat_history TEXT NOT NULL,
              password TEXT -- of Argon2id
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE role (
              room TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
              position INTEGER NOT NULL,
              person TEXT NOT NULL, -- SHA-256 of a person's key
              role TEXT NOT NULL,
              PRIMARY KEY (room, position)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE ban (
              room TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
              position INTEGER NOT NULL,
              who TEXT NOT NULL,
              PRIMARY KEY (room, position)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE message (
              room TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
              number INTEGER NOT NULL,
              peer TEXT NOT NULL,
              name TEXT NOT NULL,
              text TEXT NOT NULL,
              sent_at INTEGER NOT NULL, -- milliseconds since 1970
              PRIMARY KEY (room, number)
            ) STRICT, WITHOUT ROWID"""));

    private Schema() {}

    /**
     * Brings a database into the form that is known here.
     *
     * @throws StorageTrouble when it is none of ours, damaged, or from a newer version; nothing is changed then
     */
    static void bringUpToDate(Connection database, Path file) throws SQLException, StorageTrouble {
        bringUpToDate(database, file, STEPS);
    }

    /** With other steps, for tests. */
    static void bringUpToDate(Connection database, Path file, List<List<String>> steps)
            throws SQLException, StorageTrouble {
        int version = number(database, "PRAGMA user_version");
        boolean fresh = version == 0 && number(database, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!fresh) {
            requireSound(database, file);
        }
        if (version > steps.size()) {
            throw StorageTrouble.newer(file, version, steps.size());
        }
        if (version < steps.size()) {
            run(database, steps.subList(version, steps.size()), steps.size());
        }
    }

    /** All steps or none. */
    private static void run(Connection database, List<List<String>> steps, int version) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (List<String> step : steps) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + version);
            statement.execute("COMMIT");
        }
    }

    /**
     * Refuses what is no database of ours, or damaged.
     *
     * @throws StorageTrouble saying which
     */
    static void requireSound(Connection database, Path file) throws SQLException, StorageTrouble {
        if (number(database, "PRAGMA application_id") != APPLICATION_ID) {
            throw StorageTrouble.ofAnotherProgram(file);
        }
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (found.next() && !found.getString(1).equals("ok")) {
                throw StorageTrouble.damaged(
                        file, found.getString(1).lines().findFirst().orElse("no reason given"));
            }
        }
    }

    private static int number(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getInt(1) : 0;
        }
    }
}
