package dev.forebay.release.registry;

import dev.forebay.release.artefact.Manifest;
import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A registry in a directory: {@code registry.db} with labels and history, {@code blobs} with the content of releases. */
public final class SqliteRegistry implements Registry, RunHistory {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{4,64}");

    private final Database database;
    private final BlobDirectory blobs;

    private SqliteRegistry(Database database, BlobDirectory blobs) {
        this.database = database;
        this.blobs = blobs;
    }

    /** Opens a registry, and makes one where there is none. */
    public static SqliteRegistry open(Path directory) throws ReleaseRefusal {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ReleaseRefusal(
                    ReleaseCode.REGISTRY_UNUSABLE,
                    "there can be no registry in " + directory + ", which is no directory",
                    "what would do: a directory that may be written to, with --registry DIR or FOREBAY_REGISTRY");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ReleaseRefusal(
                            ReleaseCode.REGISTRY_UNUSABLE,
                            "there can be no registry in " + directory + ": " + e.getMessage(),
                            "what would do: a directory that may be written to, with --registry DIR or FOREBAY_REGISTRY")
                    .because(e);
        }
        Database database = Database.open(directory.resolve("registry.db"));
        return new SqliteRegistry(database, new BlobDirectory(directory.resolve("blobs")));
    }

    @Override
    public boolean register(Release release, Actor by) throws ReleaseRefusal {
        Digest digest = release.digest();
        if (isRegistered(digest)) {
            return false;
        }
        // The row comes last: what it leads to is there.
        for (Part part : release.manifest().parts()) {
            blobs.put(part.digest(), release.content(part));
        }
        byte[] text = release.source().getBytes(StandardCharsets.UTF_8);
        Digest source = Digest.of(text);
        blobs.put(source, text);
        blobs.put(digest, release.manifest().bytes());
        return database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO release (digest, pipeline, source, built_at, built_by, engine) VALUES (?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (digest) DO NOTHING")) {
                insert.setString(1, digest.hex());
                insert.setString(2, release.manifest().pipeline());
                insert.setString(3, source.hex());
                insert.setString(4, by.at().toString());
                insert.setString(5, by.name());
                insert.setString(6, by.engine());
                return insert.executeUpdate() == 1;
            }
        });
    }

    private boolean isRegistered(Digest digest) throws ReleaseRefusal {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM release WHERE digest = ?")) {
                select.setString(1, digest.hex());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    @Override
    public Release release(Digest digest) throws ReleaseRefusal {
        Optional<Digest> source = database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT source FROM release WHERE digest = ?")) {
                select.setString(1, digest.hex());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Digest.parse(rows.getString(1)) : Optional.<Digest>empty();
                }
            }
        });
        if (source.isEmpty()) {
            throw unknown(digest.toString());
        }
        Manifest manifest = Manifest.parse(blobs.get(digest, "the manifest of release " + digest.brief()))
                .orElseThrow(() -> new ReleaseRefusal(
                        ReleaseCode.DAMAGED,
                        "the manifest of release " + digest.brief() + " is none that this version reads",
                        "it was written by a newer version of Forebay, or by something else"));
        Map<Digest, byte[]> content = new LinkedHashMap<>();
        for (Part part : manifest.parts()) {
            content.put(
                    part.digest(),
                    blobs.get(part.digest(), "the part '" + part.name() + "' of release " + digest.brief()));
        }
        byte[] text = blobs.get(source.get(), "the definition of release " + digest.brief());
        return new Release(manifest, content, new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public Digest find(String reference) throws ReleaseRefusal {
        Optional<Digest> whole = Digest.parse(reference);
        if (whole.isPresent()) {
            if (!isRegistered(whole.get())) {
                throw unknown(reference);
            }
            return whole.get();
        }
        int colon = reference.indexOf(':');
        List<Digest> labelled = colon > 0
                ? label(reference.substring(0, colon), reference.substring(colon + 1)).stream()
                        .toList()
                : labelled(reference);
        if (labelled.size() == 1) {
            return labelled.get(0);
        }
        if (labelled.size() > 1) {
            throw new ReleaseRefusal(
                    ReleaseCode.AMBIGUOUS_RELEASE,
                    "several pipelines have a label '" + reference + "'",
                    "write the pipeline too, as in fraud-detection:" + reference);
        }
        List<Digest> beginning = HEX.matcher(reference).matches() ? beginningWith(reference) : List.<Digest>of();
        if (beginning.size() == 1) {
            return beginning.get(0);
        }
        if (beginning.size() > 1) {
            throw new ReleaseRefusal(
                    ReleaseCode.AMBIGUOUS_RELEASE,
                    "several releases begin with " + reference,
                    "they are: "
                            + String.join(
                                    ", ", beginning.stream().map(Digest::brief).toList()));
        }
        throw unknown(reference);
    }

    private static ReleaseRefusal unknown(String reference) {
        return new ReleaseRefusal(
                ReleaseCode.UNKNOWN_RELEASE,
                "there is no release or label '" + reference + "' in this registry",
                "'forebay release list' shows what there is",
                "a release of another machine comes in with 'forebay release import'");
    }

    private List<Digest> labelled(String label) throws ReleaseRefusal {
        return digests("SELECT digest FROM label WHERE label = ? ORDER BY pipeline", label);
    }

    private List<Digest> beginningWith(String digits) throws ReleaseRefusal {
        return digests("SELECT digest FROM release WHERE digest LIKE ? ORDER BY digest", digits + "%");
    }

    private List<Digest> digests(String sql, String parameter) throws ReleaseRefusal {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, parameter);
                try (ResultSet rows = select.executeQuery()) {
                    List<Digest> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new Digest(rows.getString(1)));
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public List<RegisteredRelease> releases(@Nullable String pipeline) throws ReleaseRefusal {
        return database.read(connection -> {
            Map<String, List<String>> labels = new LinkedHashMap<>();
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT digest, label FROM label ORDER BY label");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    labels.computeIfAbsent(rows.getString(1), digest -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT digest, pipeline, built_at, built_by, engine FROM release"
                            + " WHERE ? IS NULL OR pipeline = ? ORDER BY built_at DESC, digest")) {
                select.setString(1, pipeline);
                select.setString(2, pipeline);
                try (ResultSet rows = select.executeQuery()) {
                    List<RegisteredRelease> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new RegisteredRelease(
                                new Digest(rows.getString(1)),
                                rows.getString(2),
                                Instant.parse(rows.getString(3)),
                                rows.getString(4),
                                rows.getString(5),
                                labels.getOrDefault(rows.getString(1), List.of())));
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public Optional<Digest> label(String pipeline, String label) throws ReleaseRefusal {
        return database.read(connection -> pointsAt(connection, pipeline, label));
    }

    private static Optional<Digest> pointsAt(Connection connection, String pipeline, String label) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT digest FROM label WHERE pipeline = ? AND label = ?")) {
            select.setString(1, pipeline);
            select.setString(2, label);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Digest(rows.getString(1))) : Optional.empty();
            }
        }
    }

    @Override
    public LabelMove promote(Digest to, String label, @Nullable Digest expected, Actor by, String why)
            throws ReleaseRefusal {
        if (!LABEL.matcher(label).matches() || HEX.matcher(label).matches()) {
            throw new ReleaseRefusal(
                    ReleaseCode.LABEL_NAME,
                    "'" + label + "' cannot be a label",
                    "a label begins with a letter, has letters, digits, '.', '_' and '-', at most 64, and is no digest",
                    "such as production, canary or v12");
        }
        String pipeline = release(to).manifest().pipeline();
        return database.write(connection -> {
            Digest from = pointsAt(connection, pipeline, label).orElse(null);
            if (expected != null && !expected.equals(from)) {
                throw new ReleaseRefusal(
                        ReleaseCode.MOVED_MEANWHILE,
                        "'" + label + "' of " + pipeline + " points at " + (from == null ? "nothing" : from.brief())
                                + " and not at " + expected.brief(),
                        "somebody has moved it: 'forebay release show " + pipeline + ":" + label
                                + "' says who and why");
            }
            return move(connection, pipeline, label, from, to, by, why, false);
        });
    }

    @Override
    public LabelMove rollback(String pipeline, String label, Actor by, String why) throws ReleaseRefusal {
        return database.write(connection -> {
            Digest from = pointsAt(connection, pipeline, label)
                    .orElseThrow(() -> new ReleaseRefusal(
                            ReleaseCode.NO_LABEL,
                            "the pipeline '" + pipeline + "' has no label '" + label + "'",
                            "'forebay release list' shows the labels"));
            Deque<Digest> before = new ArrayDeque<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT from_digest, is_rollback FROM label_move WHERE pipeline = ? AND label = ? ORDER BY number")) {
                select.setString(1, pipeline);
                select.setString(2, label);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        String was = rows.getString(1);
                        if (rows.getInt(2) == 1) {
                            before.pollLast();
                        } else if (was != null) {
                            before.addLast(new Digest(was));
                        }
                    }
                }
            }
            Digest to = before.pollLast();
            if (to == null) {
                throw new ReleaseRefusal(
                        ReleaseCode.NOTHING_BEFORE,
                        "'" + label + "' of " + pipeline + " points at the first release that it ever had",
                        "promote the one that you want: forebay release promote DIGEST " + label);
            }
            return move(connection, pipeline, label, from, to, by, why, true);
        });
    }

    private static LabelMove move(
            Connection connection,
            String pipeline,
            String label,
            @Nullable Digest from,
            Digest to,
            Actor by,
            String why,
            boolean isRollback)
            throws SQLException {
        long number;
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT COALESCE(MAX(number), 0) + 1 FROM label_move");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            number = rows.getLong(1);
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO label_move (number, pipeline, label, from_digest, to_digest, moved_at, moved_by, reason, is_rollback)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, number);
            insert.setString(2, pipeline);
            insert.setString(3, label);
            insert.setString(4, from == null ? null : from.hex());
            insert.setString(5, to.hex());
            insert.setString(6, by.at().toString());
            insert.setString(7, by.name());
            insert.setString(8, why);
            insert.setInt(9, isRollback ? 1 : 0);
            insert.executeUpdate();
        }
        try (PreparedStatement upsert =
                connection.prepareStatement("INSERT INTO label (pipeline, label, digest) VALUES (?, ?, ?)"
                        + " ON CONFLICT (pipeline, label) DO UPDATE SET digest = excluded.digest")) {
            upsert.setString(1, pipeline);
            upsert.setString(2, label);
            upsert.setString(3, to.hex());
            upsert.executeUpdate();
        }
        return new LabelMove(number, pipeline, label, from, to, by.at(), by.name(), why);
    }

    @Override
    public List<LabelMove> moves(String pipeline, @Nullable String label) throws ReleaseRefusal {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT number, label, from_digest, to_digest, moved_at, moved_by, reason FROM label_move"
                            + " WHERE pipeline = ? AND (? IS NULL OR label = ?) ORDER BY number")) {
                select.setString(1, pipeline);
                select.setString(2, label);
                select.setString(3, label);
                try (ResultSet rows = select.executeQuery()) {
                    List<LabelMove> found = new ArrayList<>();
                    while (rows.next()) {
                        String from = rows.getString(3);
                        found.add(new LabelMove(
                                rows.getLong(1),
                                pipeline,
                                rows.getString(2),
                                from == null ? null : new Digest(from),
                                new Digest(rows.getString(4)),
                                Instant.parse(rows.getString(5)),
                                rows.getString(6),
                                rows.getString(7)));
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public void allow(Allowance allowance) throws ReleaseRefusal {
        database.write(connection -> AllowanceTable.insert(connection, allowance));
    }

    @Override
    public List<Allowance> allowances(Digest release) throws ReleaseRefusal {
        return database.read(connection -> AllowanceTable.select(connection, release));
    }

    @Override
    public long begin(String pipeline, RunStart start, Actor by) throws ReleaseRefusal {
        byte[] text = start.source().getBytes(StandardCharsets.UTF_8);
        Digest source = Digest.of(text);
        blobs.put(source, text);
        return database.write(connection -> RunTable.insert(connection, pipeline, start, source, by));
    }

    @Override
    public void end(long number, RunEnd end) throws ReleaseRefusal {
        database.write(connection -> {
            RunTable.insertEnd(connection, number, end);
            return number;
        });
    }

    @Override
    public List<Long> closeCrashed(Predicate<String> isGone, Actor by) throws ReleaseRefusal {
        Map<Long, String> open = database.read(RunTable::open);
        List<Long> crashed = new ArrayList<>();
        open.forEach((number, process) -> {
            if (isGone.test(process)) {
                crashed.add(number);
            }
        });
        RunEnd end = new RunEnd(
                by.at(),
                RunEnd.Outcome.CRASHED,
                Map.of(),
                List.of(),
                "",
                "its process was gone; found by " + by.name());
        for (long number : crashed) {
            end(number, end);
        }
        return crashed;
    }

    @Override
    public Optional<RecordedRun> run(long number) throws ReleaseRefusal {
        return select(number, null, 1).stream().findFirst();
    }

    @Override
    public List<RecordedRun> runs(@Nullable String pipeline, int most) throws ReleaseRefusal {
        return select(null, pipeline, most);
    }

    private List<RecordedRun> select(@Nullable Long number, @Nullable String pipeline, int most) throws ReleaseRefusal {
        Map<Digest, String> texts = new LinkedHashMap<>();
        List<RecordedRun> found =
                database.read(connection -> RunTable.select(connection, number, pipeline, most, digest -> {
                    texts.put(digest, "");
                    return digest.hex();
                }));
        for (Map.Entry<Digest, String> text : texts.entrySet()) {
            text.setValue(new String(blobs.get(text.getKey(), "the definition of a run"), StandardCharsets.UTF_8));
        }
        return found.stream()
                .map(run -> withSource(run, texts.get(new Digest(run.start().source()))))
                .toList();
    }

    private static RecordedRun withSource(RecordedRun run, @Nullable String source) {
        RunStart start = run.start();
        return new RecordedRun(
                run.number(),
                run.pipeline(),
                run.engine(),
                run.startedAt(),
                run.by(),
                new RunStart(
                        start.kind(),
                        start.release(),
                        start.sourceName(),
                        source == null ? "" : source,
                        start.process(),
                        start.host(),
                        start.parameters(),
                        start.inputs()),
                run.end());
    }

    @Override
    public void close() {
        database.close();
    }
}
