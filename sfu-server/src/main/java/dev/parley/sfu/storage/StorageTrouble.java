package dev.parley.sfu.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why the database is of no use as it is; the message is one line for the operator, with what to do next. */
public final class StorageTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    private StorageTrouble(String message) {
        super(message);
    }

    private StorageTrouble(String message, Throwable cause) {
        super(message, cause);
    }

    static StorageTrouble damaged(Path file, String how) {
        return new StorageTrouble(file + " is damaged (" + how
                + "), and left as it is: put a copy from \"parley backup\" in its place, or"
                + " move it away to go on without the rooms that were set up");
    }

    static StorageTrouble ofAnotherProgram(Path file) {
        return new StorageTrouble(
                file + " is no database of Parley, and left as it is: move it away, or take another data-dir");
    }

    static StorageTrouble notMade(Path file, IOException e) {
        return new StorageTrouble(file + " cannot be made: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
    }

    static StorageTrouble newer(Path file, int version, int known) {
        return new StorageTrouble(file + " was written by a newer Parley (its form is " + version + ", known here is "
                + known + "): install that one again, or put an older copy in its place");
    }

    /** What {@code e} means to the operator. */
    static StorageTrouble of(Path file, SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            if (code == SQLiteErrorCode.SQLITE_NOTADB) {
                return ofAnotherProgram(file);
            }
            if (code.name().startsWith(SQLiteErrorCode.SQLITE_CORRUPT.name())) {
                return damaged(file, code.message);
            }
            return new StorageTrouble(file + " cannot be used: " + code.message, e);
        }
        return new StorageTrouble(file + " cannot be used: " + e.getMessage(), e);
    }
}
