package dev.forebay.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.release.Plans;
import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import dev.forebay.types.diagnostic.DiagnosticCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRegistryTest {
    private static final Actor ANN = new Actor("ann", Instant.parse("2026-11-26T10:00:00Z"), "0.1");

    @TempDir
    Path directory;

    private static Release release(int number) {
        Map<String, byte[]> fitted = Map.of(
                "amounts", "{}".getBytes(StandardCharsets.UTF_8),
                "hours", ("{" + number + "}").getBytes(StandardCharsets.UTF_8));
        return Release.of(Plans.of(Plans.FRAUD), fitted, null, Plans.FRAUD);
    }

    private static void assertRefused(ReleaseCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ReleaseRefusal.class, refusal -> {
            DiagnosticCode found = refusal.diagnostic().code();
            assertThat(found).isEqualTo(code);
        });
    }

    @Test
    void release_registeredAndOpenedAgain_isTheSame() throws Exception {
        Release release = release(1);
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            assertThat(registry.register(release, ANN)).isTrue();
            assertThat(registry.register(release, ANN)).isFalse();
        }
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            Release back = registry.release(release.digest());
            assertThat(back.manifest()).isEqualTo(release.manifest());
            assertThat(back.source()).isEqualTo(release.source());
            assertThat(registry.releases(null)).singleElement().satisfies(listed -> {
                assertThat(listed.digest()).isEqualTo(release.digest());
                assertThat(listed.builtBy()).isEqualTo("ann");
                assertThat(listed.pipeline()).isEqualTo("fraud");
            });
            assertThat(registry.releases("other")).isEmpty();
        }
    }

    @Test
    void label_movedAndRolledBack_keepsEveryMove() throws Exception {
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            List<Digest> digests = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                registry.register(release(i), ANN);
                digests.add(release(i).digest());
                registry.promote(digests.get(i - 1), "production", null, ANN, "try " + i);
            }
            assertThat(registry.rollback("fraud", "production", ANN, "wrong").to())
                    .isEqualTo(digests.get(1));
            assertThat(registry.rollback("fraud", "production", ANN, "still wrong")
                            .to())
                    .isEqualTo(digests.get(0));
            assertRefused(ReleaseCode.NOTHING_BEFORE, () -> registry.rollback("fraud", "production", ANN, "once more"));

            assertThat(registry.label("fraud", "production")).contains(digests.get(0));
            assertThat(registry.moves("fraud", "production"))
                    .extracting(LabelMove::why)
                    .containsExactly("try 1", "try 2", "try 3", "wrong", "still wrong");
            assertThat(registry.moves("fraud", null))
                    .extracting(LabelMove::number)
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void reference_isDigestBeginningOrLabel() throws Exception {
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            Digest digest = release(1).digest();
            registry.register(release(1), ANN);
            registry.promote(digest, "production", null, ANN, "first");

            assertThat(List.of(
                            registry.find(digest.toString()),
                            registry.find(digest.hex()),
                            registry.find(digest.brief()),
                            registry.find("production"),
                            registry.find("fraud:production")))
                    .containsOnly(digest);
            assertRefused(ReleaseCode.UNKNOWN_RELEASE, () -> registry.find("staging"));
            assertRefused(ReleaseCode.UNKNOWN_RELEASE, () -> registry.find("other:production"));
            assertRefused(
                    ReleaseCode.UNKNOWN_RELEASE,
                    () -> registry.find(Digest.of("x").toString()));
            assertRefused(ReleaseCode.LABEL_NAME, () -> registry.promote(digest, "a b", null, ANN, ""));
            assertRefused(ReleaseCode.LABEL_NAME, () -> registry.promote(digest, "beef", null, ANN, ""));
            assertRefused(ReleaseCode.NO_LABEL, () -> registry.rollback("fraud", "staging", ANN, ""));
        }
    }

    @Test
    void promotes_ofManyAtOnce_areAllInTheHistoryOneAfterTheOther() throws Exception {
        List<Digest> digests = new ArrayList<>();
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            for (int i = 0; i < 8; i++) {
                registry.register(release(i), ANN);
                digests.add(release(i).digest());
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> promotes = new ArrayList<>();
        for (Digest digest : digests) {
            promotes.add(threads.submit(() -> {
                try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
                    return registry.promote(digest, "production", null, ANN, "mine");
                }
            }));
        }
        for (Future<?> promote : promotes) {
            promote.get();
        }
        threads.shutdown();
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            List<LabelMove> moves = registry.moves("fraud", "production");
            assertThat(moves).hasSize(8);
            for (int i = 1; i < moves.size(); i++) {
                assertThat(moves.get(i).from()).isEqualTo(moves.get(i - 1).to());
            }
            assertThat(registry.label("fraud", "production"))
                    .contains(moves.get(7).to());
        }
    }

    @Test
    void promote_expectingWhatIsNoLongerThere_changesNothing() throws Exception {
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            registry.register(release(1), ANN);
            registry.register(release(2), ANN);
            registry.promote(release(1).digest(), "production", null, ANN, "first");

            assertRefused(
                    ReleaseCode.MOVED_MEANWHILE,
                    () -> registry.promote(
                            release(1).digest(), "production", release(2).digest(), ANN, "late"));

            assertThat(registry.moves("fraud", "production")).hasSize(1);
        }
    }

    @Test
    void history_changedByHand_isRefusedByTheDatabase() throws Exception {
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            registry.register(release(1), ANN);
            registry.promote(release(1).digest(), "production", null, ANN, "first");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "UPDATE label_move SET reason = 'better'",
                    "DELETE FROM label_move",
                    "UPDATE release SET built_by = 'bob'",
                    "DELETE FROM release")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("only added to");
            }
        }
    }

    @Test
    void registry_ofANewerVersion_isRefusedAndLeftAlone() throws Exception {
        SqliteRegistry.open(directory).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertRefused(ReleaseCode.REGISTRY_NEWER, () -> SqliteRegistry.open(directory));
    }

    @Test
    void registry_ofTheFirstVersion_isBroughtUpToDateWithWhatIsInIt() throws Exception {
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            registry.register(release(1), ANN);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE allowance");
            statement.execute("DROP TABLE run_end");
            statement.execute("DROP TABLE run");
            statement.execute("PRAGMA user_version = 1");
        }

        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            assertThat(registry.runs(null, 1)).isEmpty();
            assertThat(registry.releases(null)).hasSize(1);
        }
    }

    @Test
    void registry_openedByManyForTheFirstTimeAtOnce_isOpenForAll() throws Exception {
        int openers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        try {
            for (int round = 0; round < 50; round++) {
                Path fresh = directory.resolve("fresh" + round);
                List<Future<Integer>> opened = new ArrayList<>();
                for (int i = 0; i < openers; i++) {
                    opened.add(threads.submit(() -> {
                        try (SqliteRegistry registry = SqliteRegistry.open(fresh)) {
                            return registry.runs(null, 1).size();
                        }
                    }));
                }
                for (Future<Integer> one : opened) {
                    assertThat(one.get()).isZero();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void allowance_isKeptInOrder_andNeverChanged() throws Exception {
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            registry.register(release(1), ANN);
            Digest digest = release(1).digest();
            Allowance build = new Allowance(digest, "build", ANN.at(), "ann", "a trial", List.of("one", "two"));
            Allowance run = new Allowance(digest, "run", ANN.at(), "bob", "still a trial", List.of("one"));
            registry.allow(build);
            registry.allow(run);

            assertThat(registry.allowances(digest)).containsExactly(build, run);
            assertThat(registry.allowances(release(2).digest())).isEmpty();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM allowance")).hasMessageContaining("only added to");
        }
    }

    @Test
    void registry_thatIsNone_isRefused() throws Exception {
        Files.writeString(directory.resolve("registry.db"), "x".repeat(5000));
        assertRefused(ReleaseCode.REGISTRY_UNUSABLE, () -> SqliteRegistry.open(directory));
        Path file = Files.createFile(directory.resolve("file"));
        assertRefused(ReleaseCode.REGISTRY_UNUSABLE, () -> SqliteRegistry.open(file));
    }

    @Test
    void part_damagedOrGone_isNamed() throws Exception {
        Release release = release(1);
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            registry.register(release, ANN);
            Part part = release.manifest().part(Part.DEFINITION).orElseThrow();
            Path blob = directory.resolve("blobs").resolve(part.digest().hex());
            Files.writeString(blob, "{}");
            assertThatThrownBy(() -> registry.release(release.digest()))
                    .isInstanceOf(ReleaseRefusal.class)
                    .hasMessageContaining("'definition'")
                    .hasMessageContaining("damaged");
            Files.delete(blob);
            assertThatThrownBy(() -> registry.release(release.digest()))
                    .isInstanceOf(ReleaseRefusal.class)
                    .hasMessageContaining("missing");
            assertRefused(ReleaseCode.DAMAGED, () -> registry.promote(release.digest(), "production", null, ANN, "x"));
        }
    }
}
