package dev.forebay.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.release.Plans;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.digest.Digest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
    private static final Actor ANN = new Actor("ann", Instant.parse("2026-11-26T10:00:00Z"), "0.1");
    private static final Release RELEASE =
            Release.of(Plans.of(Plans.FRAUD), Map.of("amounts", new byte[1], "hours", new byte[1]), null, Plans.FRAUD);
    private static final RecordedFile INPUT = new RecordedFile("input", "/data/in.jsonl", 17, Digest.of("in"));

    @TempDir
    Path directory;

    private static RunStart start(String process) {
        return new RunStart(
                "backfill",
                RELEASE.digest(),
                "pipeline.yaml",
                Plans.FRAUD + "# as it was then\n",
                process,
                Map.of("host", "build-7"),
                Map.of("--workers", "2"),
                List.of(INPUT));
    }

    private SqliteRegistry open() throws Exception {
        SqliteRegistry registry = SqliteRegistry.open(directory);
        registry.register(RELEASE, ANN);
        return registry;
    }

    @Test
    void run_fromStartToEnd_isReadAsItWasWritten() throws Exception {
        RunEnd end = new RunEnd(
                Instant.parse("2026-11-26T11:00:00Z"),
                RunEnd.Outcome.DONE,
                Map.of("read", 10L, "emitted", 9L),
                List.of(new RecordedFile("output", "/data/out.jsonl", 5, Digest.of("out"))),
                "ab".repeat(32),
                "");
        try (SqliteRegistry registry = open()) {
            long number = registry.begin("fraud", start("p1"), ANN);
            assertThat(registry.run(number)).get().satisfies(run -> {
                assertThat(run.start()).isEqualTo(start("p1"));
                assertThat(run.end()).isNull();
            });
            registry.end(number, end);
        }
        try (SqliteRegistry registry = open()) {
            assertThat(registry.runs(null, 10)).singleElement().satisfies(run -> {
                assertThat(run.number()).isEqualTo(1);
                assertThat(run.pipeline()).isEqualTo("fraud");
                assertThat(run.end()).isEqualTo(end);
            });
            assertThat(registry.runs("other", 10)).isEmpty();
            assertThat(registry.run(2)).isEmpty();
        }
    }

    @Test
    void runsWithoutAnEnd_areClosedOnceTheirProcessIsGone() throws Exception {
        try (SqliteRegistry registry = open()) {
            long gone = registry.begin("fraud", start("gone"), ANN);
            long alive = registry.begin("fraud", start("alive"), ANN);

            assertThat(registry.closeCrashed("gone"::equals, ANN)).containsExactly(gone);
            assertThat(registry.closeCrashed("gone"::equals, ANN)).isEmpty();

            assertThat(registry.run(gone).orElseThrow().end())
                    .extracting(RunEnd::outcome)
                    .isEqualTo(RunEnd.Outcome.CRASHED);
            assertThat(registry.run(alive).orElseThrow().end()).isNull();
        }
    }

    @Test
    void run_thatEndedTwice_staysAsItEndedFirst() throws Exception {
        try (SqliteRegistry registry = open()) {
            long number = registry.begin("fraud", start("p"), ANN);
            registry.end(number, new RunEnd(ANN.at(), RunEnd.Outcome.DONE, Map.of(), List.of(), "", ""));
            registry.end(number, new RunEnd(ANN.at(), RunEnd.Outcome.FAILED, Map.of(), List.of(), "", "late"));

            assertThat(registry.run(number).orElseThrow().end())
                    .extracting(RunEnd::outcome)
                    .isEqualTo(RunEnd.Outcome.DONE);
        }
    }

    @Test
    void history_changedByHand_isRefusedByTheDatabase() throws Exception {
        try (SqliteRegistry registry = open()) {
            registry.end(
                    registry.begin("fraud", start("p"), ANN),
                    new RunEnd(ANN.at(), RunEnd.Outcome.FAILED, Map.of(), List.of(), "", "it failed"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "UPDATE run_end SET outcome = 'DONE'",
                    "DELETE FROM run_end",
                    "UPDATE run SET kind = 'run'",
                    "DELETE FROM run")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("only added to");
            }
        }
    }
}
