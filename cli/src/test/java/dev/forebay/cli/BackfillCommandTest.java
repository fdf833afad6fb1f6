package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pipeline of examples/seed over files, against what numpy and scikit-learn answer. */
class BackfillCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SEED = Papers.ROOT.resolve("examples/seed");

    @TempDir
    Path directory;

    private CommandRun backfill(Path from, String to, String... more) {
        String[] fixed = {
            "backfill", SEED.resolve("pipeline.yaml").toString(),
            "--from", from.toString(),
            "--to", directory.resolve(to).toString()
        };
        String[] all = Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return CommandRun.of(all);
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    }

    @Test
    void backfill_seed_equalsScikitLearn() throws IOException, URISyntaxException {
        CommandRun run = backfill(SEED.resolve("transactions.jsonl"), "out.jsonl");

        assertThat(run.code()).as(run.err()).isZero();
        List<JsonNode> found = rows(directory.resolve("out.jsonl"));
        List<JsonNode> wanted =
                rows(Path.of(Objects.requireNonNull(BackfillCommandTest.class.getResource("seed-features.jsonl"))
                        .toURI()));
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            JsonNode f = found.get(i);
            JsonNode w = wanted.get(i);
            assertThat(f.propertyNames()).containsExactlyElementsOf(w.propertyNames());
            for (String same : List.of(
                    "transaction_id",
                    "timestamp",
                    "customer_id",
                    "terminal_id",
                    "transaction_amount_scaled",
                    "hour_of_day_scaled")) {
                assertThat(f.get(same)).as(same).isEqualTo(w.get(same));
            }
            // numpy's log1p is an ulp off StrictMath's on some values.
            assertThat(f.get("transaction_amount_log_scaled").doubleValue())
                    .isCloseTo(w.get("transaction_amount_log_scaled").doubleValue(), within(8e-15));
        }
    }

    @Test
    void backfill_seed_accountsForEveryEvent() throws IOException {
        JsonNode summary = JSON.readTree(backfill(SEED.resolve("transactions.jsonl"), "out.jsonl", "--json")
                .out());

        assertThat(summary.get("read").longValue()).isEqualTo(200);
        assertThat(summary.get("emitted").longValue()
                        + summary.get("rejected").longValue()
                        + summary.get("absorbed").longValue())
                .isEqualTo(200);
        assertThat(rows(directory.resolve("out.rejected.jsonl")))
                .hasSize(summary.get("rejected").intValue())
                .allSatisfy(r -> assertThat(r.get("reasons").size()).isPositive());
        assertThat(summary.get("by_reason").toString())
                .isEqualTo("{\"check\":1,\"malformed\":1,\"missing\":1,\"wrong_type\":1}");
    }

    @Test
    void backfill_anyWorkers_givesTheSameBytes() throws IOException {
        backfill(SEED.resolve("transactions.jsonl"), "one.jsonl");
        backfill(SEED.resolve("transactions.jsonl"), "four.jsonl", "--workers", "4");

        assertThat(directory.resolve("four.jsonl")).hasSameBinaryContentAs(directory.resolve("one.jsonl"));
    }

    @Test
    void backfill_rejectedAndRange_goWhereAsked() throws IOException {
        Path rejected = directory.resolve("bad.jsonl");
        CommandRun run = backfill(
                SEED.resolve("transactions.jsonl"),
                "out.csv",
                "--rejected",
                rejected.toString(),
                "--until",
                "1970-01-01");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("emitted 0 + rejected 4 + absorbed 196", rejected.toString());
        assertThat(Files.readAllLines(directory.resolve("out.csv"))).hasSize(1);
        assertThat(rejected).isNotEmptyFile();
        assertThat(directory.resolve("out.rejected.jsonl")).doesNotExist();
    }
}
