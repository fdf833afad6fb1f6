package dev.forebay.release.registry;

import dev.forebay.release.digest.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code run} and {@code run_end}. */
final class RunTable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RunTable() {}

    static long insert(Connection connection, String pipeline, RunStart start, Digest source, Actor by)
            throws SQLException {
        long number;
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(number), 0) + 1 FROM run");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            number = rows.getLong(1);
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO run (number, kind, pipeline, digest, engine, started_at, started_by, source_name, source, process,"
                        + " host, parameters, inputs) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, number);
            insert.setString(2, start.kind());
            insert.setString(3, pipeline);
            insert.setString(4, start.release().hex());
            insert.setString(5, by.engine());
            insert.setString(6, by.at().toString());
            insert.setString(7, by.name());
            insert.setString(8, start.sourceName());
            insert.setString(9, source.hex());
            insert.setString(10, start.process());
            insert.setString(11, JSON.writeValueAsString(new TreeMap<>(start.host())));
            insert.setString(12, JSON.writeValueAsString(new TreeMap<>(start.parameters())));
            insert.setString(13, files(start.inputs()));
            insert.executeUpdate();
        }
        return number;
    }

    static void insertEnd(Connection connection, long number, RunEnd end) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO run_end (number, ended_at, outcome, counts, outputs, output_digest, message)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING")) {
            insert.setLong(1, number);
            insert.setString(2, end.at().toString());
            insert.setString(3, end.outcome().name());
            insert.setString(4, JSON.writeValueAsString(new TreeMap<>(end.counts())));
            insert.setString(5, files(end.outputs()));
            insert.setString(6, end.outputDigest());
            insert.setString(7, end.message());
            insert.executeUpdate();
        }
    }

    /** The runs without an end, with the marks of their processes. */
    static Map<Long, String> open(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT number, process FROM run WHERE number NOT IN (SELECT number FROM run_end) ORDER BY number");
                ResultSet rows = select.executeQuery()) {
            Map<Long, String> open = new LinkedHashMap<>();
            while (rows.next()) {
                open.put(rows.getLong(1), rows.getString(2));
            }
            return open;
        }
    }

    /**
     * Runs, newest first.
     *
     * @param sources the text of a definition by its digest
     */
    static List<RecordedRun> select(
            Connection connection,
            @Nullable Long number,
            @Nullable String pipeline,
            int most,
            Function<Digest, String> sources)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT r.number, r.kind, r.pipeline, r.digest, r.engine, r.started_at, r.started_by, r.source_name, r.source,"
                        + " r.process, r.host, r.parameters, r.inputs, e.ended_at, e.outcome, e.counts, e.outputs, e.output_digest,"
                        + " e.message FROM run r LEFT JOIN run_end e ON e.number = r.number"
                        + " WHERE (? IS NULL OR r.number = ?) AND (? IS NULL OR r.pipeline = ?)"
                        + " ORDER BY r.number DESC LIMIT ?")) {
            select.setObject(1, number);
            select.setObject(2, number);
            select.setString(3, pipeline);
            select.setString(4, pipeline);
            select.setInt(5, most);
            try (ResultSet rows = select.executeQuery()) {
                List<RecordedRun> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(run(rows, sources));
                }
                return found;
            }
        }
    }

    private static RecordedRun run(ResultSet rows, Function<Digest, String> sources) throws SQLException {
        RunStart start = new RunStart(
                rows.getString(2),
                new Digest(rows.getString(4)),
                rows.getString(8),
                sources.apply(new Digest(rows.getString(9))),
                rows.getString(10),
                texts(rows.getString(11)),
                texts(rows.getString(12)),
                files(rows.getString(13)));
        String endedAt = rows.getString(14);
        RunEnd end = endedAt == null
                ? null
                : new RunEnd(
                        Instant.parse(endedAt),
                        RunEnd.Outcome.valueOf(rows.getString(15)),
                        counts(rows.getString(16)),
                        files(rows.getString(17)),
                        rows.getString(18),
                        rows.getString(19));
        return new RecordedRun(
                rows.getLong(1),
                rows.getString(3),
                rows.getString(5),
                Instant.parse(rows.getString(6)),
                rows.getString(7),
                start,
                end);
    }

    private static Map<String, String> texts(String json) {
        Map<String, String> texts = new TreeMap<>();
        JSON.readTree(json)
                .propertyStream()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new TreeMap<>();
        JSON.readTree(json)
                .propertyStream()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static String files(List<RecordedFile> files) {
        List<Map<String, Object>> written = new ArrayList<>();
        for (RecordedFile file : files) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("role", file.role());
            one.put("path", file.path());
            one.put("bytes", file.bytes());
            one.put("digest", file.digest().toString());
            written.add(one);
        }
        return JSON.writeValueAsString(written);
    }

    private static List<RecordedFile> files(String json) {
        List<RecordedFile> files = new ArrayList<>();
        for (JsonNode file : JSON.readTree(json)) {
            files.add(new RecordedFile(
                    file.path("role").asString(),
                    file.path("path").asString(),
                    file.path("bytes").asLong(),
                    Digest.parse(file.path("digest").asString()).orElseThrow()));
        }
        return files;
    }
}
