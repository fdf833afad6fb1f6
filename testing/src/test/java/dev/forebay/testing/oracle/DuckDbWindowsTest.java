package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.Plan;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.generate.Chance;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DuckDB computes the same windows by the frames of SQL: it knows nothing of the engine, nor of the interpreter. On events in the order of
 * their times and without ties, where both mean the same. Times are multiples of 20 seconds, so that many are exactly on a bound.
 */
class DuckDbWindowsTest {
    private static final int EVENTS = 1_500;
    private static final double ABSOLUTE = 1e-8;
    private static final double RELATIVE = 1e-11;

    private static final long SECOND = 1_000_000;

    /** A window here, and as what SQL calls its partition and frame. */
    private record Frame(String name, String window, String partition, String frame) {}

    /** An aggregate here, and there with a place for the window. */
    private record Aggregate(String here, String there) {}

    private static final List<Frame> FRAMES = List.of(
            new Frame("minute", "{by: k, last: 1m}", "k", range(60, 0)),
            new Frame("ten", "{by: k, last: 10m}", "k", range(600, 0)),
            new Frame("hours", "{by: k, last: 3h}", "k", range(10_800, 0)),
            new Frame("composite", "{by: [k, s], last: 1h}", "k, s", range(3_600, 0)),
            new Frame("before", "{by: k, last: 10m, exclude: current}", "k", range(600, 0) + " EXCLUDE CURRENT ROW"),
            new Frame("delayed", "{by: k, last: 10m, delay: 5m}", "k", range(600, 300)),
            new Frame("five", "{by: k, rows: 5}", "k", "ROWS BETWEEN 4 PRECEDING AND CURRENT ROW"),
            new Frame("four", "{by: k, rows: 4, exclude: current}", "k", "ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING"),
            new Frame("ever", "{by: k}", "k", "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"),
            new Frame(
                    "once",
                    "{by: k, delay: 5m}",
                    "k",
                    "RANGE BETWEEN UNBOUNDED PRECEDING AND " + 300 * SECOND + " PRECEDING"));

    private static final List<Aggregate> AGGREGATES = List.of(
            same("COUNT(*)"),
            same("COUNT(*) FILTER (WHERE c)"),
            same("COUNT(x)"),
            same("COUNT(DISTINCT n)"),
            new Aggregate("SUM(n)", "CAST(SUM(n) OVER (%s) AS BIGINT)"),
            new Aggregate("SUM(n) FILTER (WHERE c)", "CAST(SUM(n) FILTER (WHERE c) OVER (%s) AS BIGINT)"),
            same("SUM(x)"),
            same("AVG(x)"),
            same("AVG(n) FILTER (WHERE x > 0)"),
            same("AVG(x * x + n)"),
            same("VAR_POP(x)"),
            same("VAR_SAMP(x)"),
            same("STDDEV_POP(x)"),
            same("STDDEV_SAMP(x) FILTER (WHERE NOT c)"),
            same("MIN(x)"),
            same("MAX(x) FILTER (WHERE c)"),
            same("MIN(s)"),
            same("MAX(n)"),
            new Aggregate("FIRST_VALUE(x)", "FIRST_VALUE(x IGNORE NULLS) OVER (%s)"),
            new Aggregate("LAST_VALUE(s)", "LAST_VALUE(s IGNORE NULLS) OVER (%s)"),
            new Aggregate(
                    "LAST_VALUE(x) FILTER (WHERE c)", "LAST_VALUE(CASE WHEN c THEN x END IGNORE NULLS) OVER (%s)"));

    /** What SQL has no frames for: {@code LAG} goes over the whole partition there. */
    private static final Map<String, String> LAGS = Map.of(
            "LAG(x) OVER ever", "LAG(x IGNORE NULLS) OVER (PARTITION BY k ORDER BY t)",
            "LAG(x, 3) OVER ever", "LAG(x, 3 IGNORE NULLS) OVER (PARTITION BY k ORDER BY t)",
            "LAG(n) OVER ten",
                    "LAST_VALUE(n IGNORE NULLS) OVER (PARTITION BY k ORDER BY t " + range(600, 0)
                            + " EXCLUDE CURRENT ROW)");

    private static final String HEAD = """
            forebay: 1
            pipeline: frames
            event: {time: at}
            schema:
              at: timestamp
              k: {type: string, optional: true}
              x: {type: double, optional: true}
              n: {type: long, optional: true}
              c: {type: boolean, optional: true}
              s: {type: string, optional: true}
            """;

    /** Each aggregate over each window, as it is written here, and in SQL. */
    private static final Map<String, String> COLUMNS = columns();

    private static Aggregate same(String sql) {
        return new Aggregate(sql, sql + " OVER (%s)");
    }

    /** Frames of SQL hold both of their bounds; a window does not hold its first moment, so its frame begins a microsecond later. */
    private static String range(long lastSeconds, long delaySeconds) {
        String end = delaySeconds == 0 ? "CURRENT ROW" : delaySeconds * SECOND + " PRECEDING";
        return "RANGE BETWEEN " + ((lastSeconds + delaySeconds) * SECOND - 1) + " PRECEDING AND " + end;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void windows_onEventsWithoutTies_areThoseOfSqlFrames(long seed) throws SQLException {
        List<ReferenceEvent> events = events(new Chance(seed));
        try (Connection duckdb = connected()) {
            load(duckdb, events);
            assertThat(eventsOnABound(duckdb)).isGreaterThan(10);
            Plan plan = WrittenPlan.of(definition());
            List<EngineRun.Row> rows = new EngineRun(plan, EngineRun.Setting.plain(100))
                    .run(new RowSource(events), Splits.random(new Chance(seed), EVENTS, 100));
            compare(plan, rows, answers(duckdb));
        }
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Frame frame : FRAMES) {
            for (Aggregate aggregate : AGGREGATES) {
                String over = "PARTITION BY " + frame.partition + " ORDER BY t " + frame.frame;
                columns.put(aggregate.here + " OVER " + frame.name, aggregate.there.formatted(over));
            }
        }
        columns.putAll(LAGS);
        return columns;
    }

    private static String definition() {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("windows:\n");
        FRAMES.forEach(frame -> text.append("  ")
                .append(frame.name)
                .append(": ")
                .append(frame.window)
                .append('\n'));
        text.append("features:\n");
        int number = 0;
        for (String expression : COLUMNS.keySet()) {
            text.append("  f").append(number++).append(": ").append(expression).append('\n');
        }
        return text.append("output: {keep: [at]}\n").toString();
    }

    private static List<ReferenceEvent> events(Chance chance) {
        List<ReferenceEvent> events = new ArrayList<>();
        Instant time = Instant.parse("2018-04-01T00:00:00Z");
        for (int i = 0; i < EVENTS; i++) {
            time = time.plusSeconds(20L * chance.between(1, chance.oneIn(20) ? 45 : 3));
            List<@Nullable Object> fields = Arrays.asList(
                    time,
                    chance.oneIn(30) ? null : chance.oneIn(4) ? "a" : "k" + chance.below(6),
                    chance.oneIn(8) ? null : chance.between(-100_000, 100_000) / 100.0,
                    chance.oneIn(8) ? null : (long) chance.between(-20, 20),
                    chance.oneIn(8) ? null : chance.oneIn(2),
                    chance.oneIn(8) ? null : List.of("x", "yy", "é", "").get(chance.below(4)));
            events.add(new ReferenceEvent(0, null, fields, List.of()));
        }
        return events;
    }

    private static Connection connected() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException | LinkageError e) {
            return Assumptions.abort("DuckDB's native library does not load on this machine: " + e);
        }
    }

    private static void load(Connection duckdb, List<ReferenceEvent> events) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "CREATE TABLE events (i INTEGER, t BIGINT, k VARCHAR, x DOUBLE, n BIGINT, c BOOLEAN, s VARCHAR)");
        }
        try (PreparedStatement insert = duckdb.prepareStatement("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < events.size(); i++) {
                List<@Nullable Object> fields = events.get(i).fields();
                insert.setInt(1, i);
                insert.setLong(2, ((Instant) Objects.requireNonNull(fields.get(0))).getEpochSecond() * SECOND);
                for (int field = 1; field < fields.size(); field++) {
                    insert.setObject(field + 2, fields.get(field));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The value of every column on every event; as SQL has a window for nulls, too, there are none for events without a key. */
    private static List<List<@Nullable Object>> answers(Connection duckdb) throws SQLException {
        String columns = String.join(", ", COLUMNS.values());
        List<List<@Nullable Object>> answers = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet found = statement.executeQuery("SELECT k, s, " + columns + " FROM events ORDER BY i")) {
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= COLUMNS.size() + 2; column++) {
                    row.add(found.getObject(column));
                }
                answers.add(row);
            }
        }
        return answers;
    }

    /** How many events have another exactly ten minutes before them, which a frame of SQL would hold. */
    private static long eventsOnABound(Connection duckdb) throws SQLException {
        String over = "COUNT(*) OVER (PARTITION BY k ORDER BY t RANGE BETWEEN %d PRECEDING AND CURRENT ROW)";
        String both = over.formatted(600 * SECOND) + " <> " + over.formatted(600 * SECOND - 1);
        try (Statement statement = duckdb.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT SUM(CAST(b AS INTEGER)) FROM (SELECT " + both + " AS b FROM events)")) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private static void compare(Plan plan, List<EngineRun.Row> rows, List<List<@Nullable Object>> answers) {
        List<String> expressions = List.copyOf(COLUMNS.keySet());
        List<String> names = plan.columns().stream().map(Plan.Slot::name).toList();
        List<Integer> slots = IntStream.range(0, expressions.size())
                .map(column -> names.indexOf("f" + column))
                .boxed()
                .toList();
        List<String> differences = new ArrayList<>();
        int values = 0;
        assertThat(rows).hasSameSizeAs(answers).hasSize(EVENTS);
        for (int i = 0; i < rows.size(); i++) {
            for (int column = 0; column < expressions.size(); column++) {
                String expression = expressions.get(column);
                Object found = rows.get(i).slots().get(slots.get(column));
                Object wanted = hasKey(expression, answers.get(i))
                        ? answers.get(i).get(column + 2)
                        : expression.startsWith("COUNT") ? (Object) 0L : null;
                values += wanted == null ? 0 : 1;
                if (!isSame(expression, found, wanted)) {
                    differences.add("event " + i + ", " + expression + ": " + found + ", DuckDB " + wanted);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(values).isGreaterThan(EVENTS * expressions.size() / 2);
    }

    private static boolean hasKey(String expression, List<@Nullable Object> answer) {
        return answer.get(0) != null && (!expression.endsWith("composite") || answer.get(1) != null);
    }

    private static boolean isSame(String expression, @Nullable Object found, @Nullable Object wanted) {
        boolean isRounded = expression.matches("(SUM|AVG|VAR_|STDDEV_).*");
        if (isRounded && found instanceof Double a && wanted instanceof Double b) {
            return Math.abs(a - b) <= ABSOLUTE + RELATIVE * Math.abs(b);
        }
        return Objects.equals(found, wanted);
    }
}
