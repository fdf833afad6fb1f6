package dev.forebay.release.registry;

import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteErrorCode;

/**
 * The SQLite file with its tables brought up to date. Every write is one transaction, begun as a writer, so that two processes wait for each other and
 * never see half of what the other did.
 */
final class Database {
    private static final int WAIT_MILLIS = 10_000;

    /** Each brings the tables one version further; never changed once released. The SQL of tables is PostgreSQL's too. */
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    "CREATE TABLE release (digest TEXT PRIMARY KEY, pipeline TEXT NOT NULL, source TEXT NOT NULL, built_at TEXT NOT NULL,"
                            + " built_by TEXT NOT NULL, engine TEXT NOT NULL)",
                    "CREATE TABLE label (pipeline TEXT NOT NULL, label TEXT NOT NULL, digest TEXT NOT NULL REFERENCES release (digest),"
                            + " PRIMARY KEY (pipeline, label))",
                    "CREATE TABLE label_move (number BIGINT PRIMARY KEY, pipeline TEXT NOT NULL, label TEXT NOT NULL,"
                            + " from_digest TEXT, to_digest TEXT NOT NULL REFERENCES release (digest), moved_at TEXT NOT NULL,"
                            + " moved_by TEXT NOT NULL, reason TEXT NOT NULL, is_rollback INTEGER NOT NULL)",
                    "CREATE INDEX label_move_by_label ON label_move (pipeline, label, number)",
                    neverChanged("release", "UPDATE"),
                    neverChanged("release", "DELETE"),
                    neverChanged("label_move", "UPDATE"),
                    neverChanged("label_move", "DELETE")),
            List.of(
                    "CREATE TABLE run (number BIGINT PRIMARY KEY, kind TEXT NOT NULL, pipeline TEXT NOT NULL,"
                            + " digest TEXT NOT NULL REFERENCES release (digest), engine TEXT NOT NULL, started_at TEXT NOT NULL,"
                            + " started_by TEXT NOT NULL, source_name TEXT NOT NULL, source TEXT NOT NULL, process TEXT NOT NULL,"
                            + " host TEXT NOT NULL, parameters TEXT NOT NULL, inputs TEXT NOT NULL)",
                    "CREATE TABLE run_end (number BIGINT PRIMARY KEY REFERENCES run (number), ended_at TEXT NOT NULL,"
                            + " outcome TEXT NOT NULL, counts TEXT NOT NULL, outputs TEXT NOT NULL, output_digest TEXT NOT NULL,"
                            + " message TEXT NOT NULL)",
                    "CREATE INDEX run_by_pipeline ON run (pipeline, number)",
                    neverChanged("run", "UPDATE"),
                    neverChanged("run", "DELETE"),
                    neverChanged("run_end", "UPDATE"),
                    neverChanged("run_end", "DELETE")),
            List.of(
                    "CREATE TABLE allowance (number BIGINT PRIMARY KEY, digest TEXT NOT NULL REFERENCES release (digest),"
                            + " stage TEXT NOT NULL, allowed_at TEXT NOT NULL, allowed_by TEXT NOT NULL, reason TEXT NOT NULL,"
                            + " differences TEXT NOT NULL)",
                    "CREATE INDEX allowance_by_digest ON allowance (digest, number)",
                    neverChanged("allowance", "UPDATE"),
                    neverChanged("allowance", "DELETE")));

    /** Of SQLite's extended result codes. */
    private static final int PRIMARY_CODE = 0xFF;

    private static final long PAUSE_NANOS = 5_000_000;

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    private static String neverChanged(String table, String change) {
        return "CREATE TRIGGER " + table + "_no_" + change.toLowerCase(java.util.Locale.ROOT) + " BEFORE " + change
                + " ON " + table + " BEGIN SELECT RAISE(ABORT, 'history is only added to'); END";
    }

    static Database open(Path file) throws ReleaseRefusal {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            boolean isOpen = false;
            try {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA busy_timeout = " + WAIT_MILLIS);
                    beginWriteAheadLog(statement);
                    statement.execute("PRAGMA synchronous = FULL");
                    statement.execute("PRAGMA foreign_keys = ON");
                }
                Database database = new Database(connection);
                database.migrate(file);
                isOpen = true;
                return database;
            } finally {
                if (!isOpen) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw new ReleaseRefusal(
                            ReleaseCode.REGISTRY_UNUSABLE,
                            "the registry " + file + " cannot be opened: " + e.getMessage(),
                            "what would do: the directory of a registry, or one where none is yet",
                            "SQLite also needs room for its library in the directory for temporary files",
                            "a run or backfill that is not to be recorded: --no-history")
                    .because(e);
        }
    }

    /** Two that open a new file at once are in each other's way here, and SQLite does not wait for this lock as it does for others. */
    private static void beginWriteAheadLog(Statement statement) throws SQLException {
        long giveUpAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        while (true) {
            try {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                boolean isBusy = (e.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!isBusy || System.nanoTime() - giveUpAtNanos > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void migrate(Path file) throws ReleaseRefusal {
        int found = version();
        if (found > MIGRATIONS.size()) {
            throw newer(file, found);
        }
        if (found == MIGRATIONS.size()) {
            return;
        }
        write(connection -> {
            // Another process may have been first.
            int now = version();
            if (now > MIGRATIONS.size()) {
                throw newer(file, now);
            }
            for (List<String> migration : MIGRATIONS.subList(now, MIGRATIONS.size())) {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : migration) {
                        statement.execute(sql);
                    }
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA user_version = " + MIGRATIONS.size());
            }
            return MIGRATIONS.size();
        });
    }

    private static ReleaseRefusal newer(Path file, int found) {
        return new ReleaseRefusal(
                ReleaseCode.REGISTRY_NEWER,
                "the registry " + file + " is of version " + found + ", and this Forebay knows " + MIGRATIONS.size(),
                "a newer Forebay has written it; use that, or another registry");
    }

    private int version() throws ReleaseRefusal {
        return read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        });
    }

    /**
     * Something done with the tables.
     *
     * @param <T> what comes of it
     */
    interface Work<T> {
        T run(Connection connection) throws SQLException, ReleaseRefusal;
    }

    <T> T read(Work<T> work) throws ReleaseRefusal {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            throw new ReleaseRefusal(ReleaseCode.REGISTRY_UNUSABLE, "the registry cannot be read: " + e.getMessage())
                    .because(e);
        }
    }

    /** All of it or nothing. */
    <T> T write(Work<T> work) throws ReleaseRefusal {
        try {
            execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = work.run(connection);
                execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    execute("ROLLBACK");
                }
            }
        } catch (SQLException e) {
            throw new ReleaseRefusal(
                            ReleaseCode.REGISTRY_WRITE,
                            "the registry cannot be written: " + e.getMessage(),
                            "nothing was changed; free some space or check the rights, and try again")
                    .because(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Everything that counts is committed.
            return;
        }
    }
}
